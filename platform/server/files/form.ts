// SPDX-License-Identifier: Apache-2.0
import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';

/** A file as it may be kept: what its content is, and the content without what it should not tell. */
export type Clean = { readonly media: string; readonly extension: string; readonly bytes: Uint8Array };

/** A form that files may have. Each knows itself by its content; nobody asks the name, or the sender, what a file is. */
export type Form = {
  /** Whether the content begins as this form does. The first form that says yes answers for the file. */
  starts(bytes: Uint8Array): boolean;
  /** Reads it to the end. @throws Unfit */
  read(bytes: Uint8Array): Promise<Clean>;
};

/** Why a file is not kept, as a row of the error table. */
export class Unfit extends Error {
  readonly row: ErrorDeclaration;

  constructor(row: ErrorDeclaration) {
    super(row.code);
    this.name = 'Unfit';
    this.row = row;
  }
}
