// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { ImportChange } from '../../model/changes.ts';
import type { importState } from '../../model/sheets.ts';

type State = z.infer<typeof importState>;
type Row = { readonly state: State['state']; readonly input: ImportChange; readonly faults: InputFault[] | null };

/** What became of an import whose range the transaction sees. */
export async function findImport(tx: Database, id: string): Promise<State | undefined> {
  const { rows } =
    await sql<Row>`SELECT state, input, faults FROM unit_change WHERE id = ${id} AND kind = 'import'`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { opens, moves, renames, closes, posts, ends, counts = [], ties = [], unties = [] } = row.input;
  const accounts = posts.flatMap(({ account }) => account ?? []);
  const does = [
    { what: 'opened', count: opens.length },
    { what: 'moved', count: moves.length },
    { what: 'renamed', count: renames.length },
    { what: 'counted', count: counts.length },
    { what: 'closed', count: closes.length },
    { what: 'given', count: posts.length },
    { what: 'ended', count: ends.length },
    { what: 'tied', count: ties.length },
    { what: 'untied', count: unties.length },
    { what: 'accounts', count: accounts.length },
  ] as const;
  return {
    id,
    state: row.state,
    does: does.filter(({ count }) => count > 0),
    faults: (row.faults ?? []).map(({ what, mend }) => ({ what, mend })),
    accounts: row.state === 'done' ? accounts : [],
  };
}
