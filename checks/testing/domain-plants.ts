// SPDX-License-Identifier: Apache-2.0
import { code } from './clean-tree.ts';
import { type Plant, planted } from './plants.ts';

const RULE = 'domain-shape';

/** What a domain that is nothing but a declaration is refused for. */
export function lacking(id: string): Plant['refused'] {
  const parts = [
    'README.md',
    'model.ts',
    'rules.ts',
    'server/index.ts',
    'server/routes.ts',
    'locales/zh-CN.json',
    'locales/en.json',
  ];
  return parts.map((part) => [`domains/${id}`, RULE, `the domain has no ${part}`] as const);
}

/** A file that is no part of a domain. `to` is where the rule says that it belongs. */
function stray(name: string, path: string, to: string): Plant {
  const file = `domains/cases/${path}`;
  const text = /\.(ts|tsx)$/.test(path) ? code('export const one = 1;') : path.endsWith('.json') ? '{}\n' : '';
  return { name, files: { [file]: text }, refused: [[file, RULE, `${path} is no part of a domain`, to]] };
}

const STRAYS: readonly Plant[] = [
  stray('a table outside the migrations', 'server/store/tables.sql', 'server/migrations/'),
  stray('a screen on the server', 'server/queries/board.tsx', 'web/, in the folder of its screen'),
  stray('a screen without a folder', 'web/map.tsx', 'web/<screen>/'),
  stray('a folder in a screen', 'web/board/rows/row.tsx', 'a screen of its own'),
  stray('a third language', 'locales/fr.json', 'locales/zh-CN.json or locales/en.json'),
  stray('a fixture beside the code', 'fixtures.ts', 'testing/'),
  stray('errors on the server', 'server/errors.ts', 'module.ts'),
  stray('permissions beside module.ts', 'permissions.ts', 'module.ts'),
  stray('shapes under another name', 'types.ts', 'model.ts'),
  stray('a part of the server that no other domain has', 'server/mailer.ts', 'server/actions/<verb>.ts'),
  stray('code at the top', 'moves.ts', 'rules/<topic>.ts'),
  stray('a page beside the README', 'notes.md', 'README.md'),
  stray('something else', 'ballots/count.ts', 'one of the parts that every domain has'),
];

const SHAPES: readonly Plant[] = [
  {
    name: 'a part that is a file and a folder',
    files: {
      'domains/cases/rules.ts': code('export const one = 1;'),
      'domains/cases/server/routes/board.ts': code('export const one = 1;'),
    },
    refused: [
      ['domains/cases/rules.ts', RULE, 'rules is a file and a folder', 'rules/<topic>.ts'],
      ['domains/cases/server/routes.ts', RULE, 'server/routes is a file and a folder', 'server/routes/<topic>.ts'],
    ],
  },
  {
    name: 'screens that nothing binds',
    files: { 'domains/org/web/tree/tree.tsx': code('export const one = 1;') },
    refused: [['domains/org', RULE, 'the domain has screens and no web/index.ts']],
  },
  planted('a README of two pages', 'domains/assessment/README.md', [`# 考核\n${'\n'.repeat(80)}end\n`, RULE]),
];

const TABLE = 'domains/cases/server/migrations/001-cases.sql';
const ROUTINE = 'domains/assessment/server/migrations/001-results.sql';

const MIGRATIONS: readonly Plant[] = [
  {
    name: 'a table that says nothing and guards nothing; an extension',
    files: { [TABLE]: 'CREATE TABLE cases (id uuid);\nCREATE EXTENSION ltree;\n' },
    refused: [
      [TABLE, 'migration', 'a table says nothing'],
      [TABLE, 'migration', 'a table without row security'],
      [TABLE, 'migration', 'an extension'],
    ],
  },
  {
    name: 'a function that runs as its owner, for everybody',
    files: { [ROUTINE]: 'CREATE FUNCTION peek() RETURNS integer LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;\n' },
    refused: [
      [ROUTINE, 'migration', 'SECURITY DEFINER without its search path'],
      [ROUTINE, 'migration', 'SECURITY DEFINER that everybody may call'],
    ],
  },
  {
    name: 'numbers with a gap, and another name',
    files: {
      'domains/cases/server/migrations/003-more.sql': 'SELECT 1;\n',
      'domains/cases/server/migrations/more.sql': 'SELECT 1;\n',
    },
    refused: [
      ['domains/cases/server/migrations/003-more.sql', 'migration-number'],
      ['domains/cases/server/migrations/more.sql', 'migration-name'],
    ],
  },
];

const ZH = 'domains/cases/locales/zh-CN.json';
const EN = 'domains/cases/locales/en.json';

const WORDS: readonly Plant[] = [
  {
    name: 'words that are missing, have other gaps, or are written as one writes English',
    files: {
      [ZH]: '{ "title": "事项", "late": "已超{count}天", "only": "待办", "shown": "共 3 件" }\n',
      [EN]: '{ "title": "Cases", "late": "{days} days late", "extra": "More", "shown": "3 cases" }\n',
    },
    refused: [
      [EN, 'locale', 'only is missing'],
      [ZH, 'locale', 'extra is missing'],
      [EN, 'locale', 'late has other gaps than in Chinese'],
      [ZH, 'locale', 'shown: '],
    ],
  },
];

export const DOMAIN_PLANTS: readonly Plant[] = [...STRAYS, ...SHAPES, ...MIGRATIONS, ...WORDS];
