// SPDX-License-Identifier: Apache-2.0
import type { Scope } from '@beichen/engines/access/may.ts';
import { isOrgPath } from '@beichen/kernel/paths.ts';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { Database } from './connect.ts';

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

/** The settings as one statement. A text that is no path would widen the scope, so it stops here. */
function settingOf({ person, actor, token, scope }: Viewer): string {
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
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `SELECT ${set.join(', ')}`;
}

async function between<T>(db: Database, begin: string, work: (tx: Database) => Promise<T>): Promise<T> {
  return await db.connection().execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(begin));
    try {
      const answer = await work(tx);
      await tx.executeQuery(CompiledQuery.raw('COMMIT'));
      return answer;
    } catch (error) {
      // A broken connection cannot roll back; the first error is the one to tell.
      await tx.executeQuery(CompiledQuery.raw('ROLLBACK')).catch(() => undefined);
      throw error;
    }
  });
}

/**
 * Runs `work` in a transaction that sees what the viewer may see, reads included. The settings ride with BEGIN in one round trip, as
 * escaped literals: a statement with parameters cannot carry others.
 */
export async function inScope<T>(db: Database, viewer: Viewer, work: (tx: Database) => Promise<T>): Promise<T> {
  return await between(db, `BEGIN; ${settingOf(viewer)}`, work);
}

/**
 * Makes the rest of a transaction see what another viewer may: the same person, asking for records of a domain in which the range is
 * another one.
 */
export async function seeAs(tx: Database, viewer: Viewer): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(settingOf(viewer)));
}

/** As `inScope`, for what will write: the tree stays as it is meanwhile, so that no row is written at a place where its unit no longer lies. */
export async function actingIn<T>(db: Database, viewer: Viewer, work: (tx: Database) => Promise<T>): Promise<T> {
  return await between(db, `BEGIN; ${settingOf(viewer)}, hold_tree()`, work);
}

/** Runs the worker's `work` in one transaction; `snapshot` makes all its statements see the same state. */
export async function inTransaction<T>(
  db: Database,
  kind: 'ordinary' | 'snapshot',
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  return await between(db, kind === 'snapshot' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN', work);
}
