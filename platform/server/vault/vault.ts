// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import type { Statement } from '../db/write-together.ts';

/** What the vault holds of a subject. */
export type VaultField = 'name' | 'phone' | 'address';

export type VaultValues = Readonly<Partial<Record<VaultField, string>>>;

/** Why a value is read; it goes into the audit with the reading. */
export type Purpose = 'contact-reporter' | 'show-own' | 'show-colleague' | 'export';

/**
 * The one place for values that identify a person: encrypted with a key of the subject, which is itself encrypted with the master key
 * that is kept outside the database. Everything else carries the subject's id.
 */
export type Vault = {
  /** Statements that make a subject, its key and its values, for the write step of an action. */
  keep(
    tx: Database,
    subject: string,
    about: { readonly values: VaultValues; readonly now: Instant },
  ): readonly Statement[];
  /** The value in the clear; the reading goes into the audit. `undefined` where there is none, or it was erased. */
  reveal(
    tx: Database,
    asked: {
      readonly subject: string;
      readonly field: VaultField;
      readonly purpose: Purpose;
      readonly actor: string;
      readonly now: Instant;
    },
  ): Promise<string | undefined>;
  /** Values as a screen shows them by default: 张*, 138****5678. Not logged: they identify nobody by themselves. */
  masked(tx: Database, subjects: readonly string[]): Promise<ReadonlyMap<string, VaultValues>>;
  /** Subjects that have this value, found by a blind index. */
  find(tx: Database, field: VaultField, value: string): Promise<readonly string[]>;
  /** Destroys the key: no copy of the values can be read again. */
  erase(tx: Database, subject: string): readonly Statement[];
};
