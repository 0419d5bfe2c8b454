// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { inOrderOfNeed } from './migration-folders.ts';
import type { Column } from './read-tables.ts';
import { tableTypes } from './table-types.ts';

const column = (name: string, type: string, about: Partial<Column> = {}): Column => ({
  name,
  type,
  nullable: false,
  filled: 'never',
  ...about,
});

test('a type holds a row type per table, under what the database says of the table', () => {
  const columns = [
    column('id', 'bigint', { filled: 'always' }),
    column('state', 'text', { filled: 'by-default' }),
    column('due_on', 'date', { nullable: true }),
    column('seen', 'timestamp with time zone[]'),
    column('detail', 'jsonb', { nullable: true }),
  ];
  expect(tableTypes('OrgTables', [{ name: 'post', comment: 'Who does what.', columns }])).toBe(`\
// SPDX-License-Identifier: Apache-2.0
// Written by \`npm run tables\` from the database that the migrations make.
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Read as the value, written as its text. */
type Json = ColumnType<unknown, string, string>;

export type OrgTables = {
  /** Who does what. */
  post: {
    id: GeneratedAlways<number>;
    state: Generated<string>;
    due_on: CivilDate | null;
    seen: Instant[];
    detail: Json | null;
  };
};
`);
});

test('what a table does not use is not imported, though its comment names it', () => {
  const text = tableTypes('OrgTables', [
    { name: 'note', comment: 'An Instant, a Json.', columns: [column('n', 'integer')] },
  ]);
  expect(text).not.toMatch(/import|type Json/);
});

test('a type that the driver reads by its own lights is refused', () => {
  const table = { name: 'shift', comment: '', columns: [column('starts', 'timestamp without time zone')] };
  expect(() => tableTypes('OrgTables', [table])).toThrow(
    'shift.starts is timestamp without time zone, which nothing reads',
  );
});

test('a domain comes after those that it needs, however it is called', () => {
  const needs = new Map([
    ['assessment', ['org']],
    ['cases', ['people', 'org']],
    ['org', []],
    ['people', ['org']],
  ]);
  expect(inOrderOfNeed(needs)).toEqual(['org', 'assessment', 'people', 'cases']);
});
