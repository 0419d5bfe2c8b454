// SPDX-License-Identifier: Apache-2.0
import type { Scope } from '@beichen/engines/access/may.ts';
import { isOrgPath } from '@beichen/kernel/paths.ts';
import { CompiledQuery } from 'kysely';
import type { Database } from './connect.ts';
import { WAITS } from './paired.ts';

/** Whose transaction it is and what it may see. */
export type Viewer = {
  readonly person: string | null;
  /** As it stands in audit and commands: `person:<id>`, `token:<hash>`, `system:<name>`. */
  readonly actor: string;
  /** SHA-256 of a tracking code, in hex; `null` where none was shown. */
  readonly token: string | null;
  readonly scope: Scope;
};

export const NOBODY: Viewer = { person: null, actor: 'nobody', token: null, scope: { all: [], lines: [] } };

const listed = (lines: Scope['lines']): string => lines.map(({ line, path }) => `${line}:${path}`).join(',');

/**
 * The settings as one statement, which waits for the first that needs them; at the beginning of a transaction those that are empty are not
 * set. A text that is no path would widen the scope, so it stops here.
 */
function settingOf({ person, actor, token, scope }: Viewer, at: 'beginning' | 'later', more = ''): CompiledQuery {
  const { internal = { all: [], lines: [] } } = scope;
  for (const range of [scope, internal])
    for (const path of [...range.all, ...range.lines.map((entry) => entry.path)])
      if (!isOrgPath(path)) throw new Error(`no path: ${path}`);
  const settings = {
    'beichen.person': person ?? '',
    'beichen.actor': actor,
    'beichen.token': token ?? '',
    'beichen.scope': scope.all.join(','),
    'beichen.scope_lines': listed(scope.lines),
    'beichen.internal': internal.all.join(','),
    'beichen.internal_lines': listed(internal.lines),
  };
  const given = Object.entries(settings).filter(([, value]) => at === 'later' || value !== '');
  const set = given.map(([name], n) => `set_config('${name}', $${n + 1}, true)`);
  return CompiledQuery.raw(
    `SELECT ${set.join(', ')}${more} ${WAITS}`,
    given.map(([, value]) => value),
  );
}

const BEGIN = CompiledQuery.raw(`BEGIN ${WAITS}`);
const SNAPSHOT = CompiledQuery.raw(`BEGIN ISOLATION LEVEL REPEATABLE READ ${WAITS}`);

async function between<T>(
  db: Database,
  begin: readonly CompiledQuery[],
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  return await db.connection().execute(async (tx) => {
    for (const statement of begin) await tx.executeQuery(statement);
    try {
      const answer = await work(tx);
      const { rows } = await tx.executeQuery<{ command: string }>(CompiledQuery.raw('COMMIT'));
      // COMMIT after an error that nobody told is no error to the database.
      if (rows[0]?.command === 'ROLLBACK') throw new Error('the transaction was rolled back');
      return answer;
    } catch (error) {
      // A broken connection cannot roll back; the first error is the one to tell.
      await tx.executeQuery(CompiledQuery.raw('ROLLBACK')).catch(() => undefined);
      throw error;
    }
  });
}

/** Runs `work` in a transaction that sees what the viewer may see, reads included. */
export async function inScope<T>(db: Database, viewer: Viewer, work: (tx: Database) => Promise<T>): Promise<T> {
  return await between(db, [BEGIN, settingOf(viewer, 'beginning')], work);
}

/**
 * Makes the rest of a transaction see what another viewer may: the same person, asking for records of a domain in which the range is
 * another one.
 */
export async function seeAs(tx: Database, viewer: Viewer): Promise<void> {
  await tx.executeQuery(settingOf(viewer, 'later'));
}

/** As `inScope`, for what will write: the tree stays as it is meanwhile, so that no row is written at a place where its unit no longer lies. */
export async function actingIn<T>(db: Database, viewer: Viewer, work: (tx: Database) => Promise<T>): Promise<T> {
  return await between(db, [BEGIN, settingOf(viewer, 'beginning', ', hold_tree()')], work);
}

/** Runs the worker's `work` in one transaction; `snapshot` makes all its statements see the same state. */
export async function inTransaction<T>(
  db: Database,
  kind: 'ordinary' | 'snapshot',
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  return await between(db, [kind === 'snapshot' ? SNAPSHOT : BEGIN], work);
}
