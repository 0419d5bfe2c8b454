// SPDX-License-Identifier: Apache-2.0

/** What the code knows better of some columns: for each a type that the database's holds. That it may be NULL is for the database to say. */
type Narrower<Rows, Own> = {
  readonly [T in keyof Own]: T extends keyof Rows
    ? { readonly [C in keyof Own[T]]: C extends keyof Rows[T] ? NonNullable<Rows[T][C]> : never }
    : never;
};

/**
 * The row types of a domain as the database gives them, with the columns in `Own` narrowed: a text with a CHECK to its words, a
 * `jsonb` to its shape. A table or column that the database lacks, or gives another type, does not compile.
 */
export type Narrowed<Rows, Own extends Narrower<Rows, Own>> = {
  [T in keyof Rows]: T extends keyof Own
    ? { [C in keyof Rows[T]]: C extends keyof Own[T] ? Own[T][C] | Extract<Rows[T][C], null> : Rows[T][C] }
    : Rows[T];
};
