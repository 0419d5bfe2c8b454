// SPDX-License-Identifier: Apache-2.0
import type { Words } from './words.ts';

/**
 * One thing that can go wrong, as a row of a domain's error table. The three sentences that a person reads:
 * what did not happen (`title`), why (`why`), what to do (`mend`).
 */
export type ErrorDeclaration = {
  /** `<domain>.<what>`, unique in the system. */
  readonly code: string;
  /** HTTP status, 400 to 599. */
  readonly status: number;
  readonly title: Words;
  readonly why: Words;
  readonly mend: Words;
};

/** One fault of an input: where it is, what is wrong, how to mend it. */
export type InputFault = { readonly path: string; readonly what: Words; readonly mend: Words };

/** What travels with an error beside its row: nothing of it may be personal data. */
export type ErrorDetail = {
  readonly faults?: readonly InputFault[];
  /** For a conflict: the version that the caller had seen, and the one that holds, as the caller may see it. */
  readonly conflict?: { readonly seen: unknown; readonly current: unknown };
};

/** A refusal that was foreseen: it carries its row of the table, so nothing else needs to know it. */
export class Refusal extends Error {
  readonly row: ErrorDeclaration;
  readonly detail: ErrorDetail;

  constructor(row: ErrorDeclaration, detail: ErrorDetail = {}) {
    super(row.code);
    this.name = 'Refusal';
    this.row = row;
    this.detail = detail;
  }
}

/** A table of errors, checked where it is written: `errorTable('cases', { notOpen: {…} })` gives `cases.not-open`. */
export function errorTable<Key extends string>(
  domain: string,
  rows: Readonly<Record<Key, Omit<ErrorDeclaration, 'code'>>>,
): Readonly<Record<Key, ErrorDeclaration>> {
  const entries = Object.entries<Omit<ErrorDeclaration, 'code'>>(rows);
  const table = entries.map(([key, row]) => {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [key, { code: `${domain}.${name}`, ...row }] as const;
  });
  return Object.fromEntries(table) as Record<Key, ErrorDeclaration>;
}
