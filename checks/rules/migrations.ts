// SPDX-License-Identifier: Apache-2.0
import { basename, dirname } from 'node:path/posix';
import type { Fault } from '../fault.ts';
import { bareSql, type SqlStatement, sqlStatements } from '../sql.ts';
import type { Tree } from '../tree.ts';

const NAME = /^(\d{3})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;
const TABLE = /^CREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?("[^"]+"|[\w.]+)/i;
const ROUTINE = /^CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\s+("[^"]+"|[\w.]+)/i;

const bare = (name: string): string => name.replaceAll('"', '');

/** Numbers from 001, without gaps and each once: what applies in their order must read the same everywhere. */
function* faultsOfNames(folder: string, files: readonly string[]): Generator<Fault> {
  let expected = 1;
  for (const file of [...files].sort()) {
    const number = Number(NAME.exec(basename(file))?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) {
      const mend = 'name it 001-what-it-makes.sql; migrations/ holds nothing else';
      yield { file, rule: 'migration-name', what: `${basename(file)} is no name of a migration`, mend };
      continue;
    }
    if (number !== expected) {
      const mend = `the next number in ${folder} is ${String(expected).padStart(3, '0')}`;
      yield { file, rule: 'migration-number', what: `${basename(file)} leaves a gap or repeats a number`, mend };
    }
    expected = number + 1;
  }
}

function* faultsOfTable(name: string, statements: readonly SqlStatement[]): Generator<readonly [string, string]> {
  const mentions = (start: string) =>
    statements.some(({ text }) => new RegExp(`^${start}\\s*'?"?${name}"?'?(\\s|,|$)`, 'i').test(text));
  if (!mentions('COMMENT\\s+ON\\s+TABLE'))
    yield ['a table says nothing', `COMMENT ON TABLE ${name} IS 'what a row is'`];
  if (!mentions('CALL\\s+guard\\s*\\(')) {
    yield ['a table without row security', `CALL guard('${name}', 'what the app reads', 'what it writes, or NULL')`];
  }
}

/** A function that runs as its owner is a hole in the wall unless it is tight: names fixed, and not for everybody. */
function* faultsOfRoutine(
  name: string,
  sql: string,
  all: readonly SqlStatement[],
): Generator<readonly [string, string]> {
  if (!/\bSECURITY\s+DEFINER\b/i.test(sql)) return;
  if (!/\bSET\s+search_path\s*(=|TO)\s*\{\{schema\}\}\s*,\s*pg_temp\b/i.test(sql)) {
    yield ['SECURITY DEFINER without its search path', 'SET search_path = {{schema}}, pg_temp'];
  }
  const revoked = all.some(({ text }) => {
    const said = /^REVOKE\s+ALL\s+ON\s+(?:FUNCTION|PROCEDURE|ROUTINE)\s+([\s\S]+)\s+FROM\s+PUBLIC$/i.exec(text)?.[1];
    return said !== undefined && new RegExp(`(^|[,\\s])"?${name}"?\\s*\\(`).test(said);
  });
  if (!revoked) yield ['SECURITY DEFINER that everybody may call', `REVOKE ALL ON FUNCTION ${name}(…) FROM PUBLIC`];
}

function* faultsOfText(file: string, text: string): Generator<Fault> {
  const statements = sqlStatements(text);
  for (const { line, text: statement } of statements) {
    const sql = bareSql(statement);
    const table = TABLE.exec(sql)?.[1];
    const routine = ROUTINE.exec(sql)?.[1];
    const found = [
      ...(table === undefined ? [] : faultsOfTable(bare(table), statements)),
      ...(routine === undefined ? [] : faultsOfRoutine(bare(routine), sql, statements)),
    ];
    for (const [what, mend] of found) {
      const name = bare(table ?? routine ?? '');
      yield { file, line, rule: 'migration', what: `${name}: ${what}`, mend: `in the same migration: ${mend}` };
    }
    if (/^CREATE\s+EXTENSION\b/i.test(sql)) {
      const mend = 'write it in plain SQL of PostgreSQL 15: a county may not be able to install an extension';
      yield { file, line, rule: 'migration', what: 'an extension', mend };
    }
  }
}

/** Every table says what it is and forces row security; nothing runs as the owner unguarded; migrations are numbered. */
export function migrations(tree: Tree): Fault[] {
  const files = tree.files.filter((file) => basename(dirname(file)) === 'migrations');
  const folders = new Set(files.map((file) => dirname(file)));
  return [
    ...[...folders].flatMap((folder) => [
      ...faultsOfNames(
        folder,
        files.filter((file) => dirname(file) === folder),
      ),
    ]),
    ...files.flatMap((file) => [...faultsOfText(file, tree.text(file))]),
  ];
}
