// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { clocksToRedate, type Redated, redateClocks } from '@beichen/platform-server/time/redate-clocks.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { openForRedating, redateCases } from '../store.ts';

/** So many cases a statement. */
const CHUNK = 2_000;

const REDATING = 'cases.redate';

/** Who redates: the start of a server on another calendar, which may do nothing else. */
const ALMANAC: Actor = { kind: 'system', name: 'cases', permissions: [REDATING] };

async function redateChunk(tx: Database, redated: readonly Redated[], now: Instant): Promise<void> {
  const moved = redated.filter(({ was, is }) => was.at !== is.at);
  // Cases before their clocks, as actions take them: whoever acts at this moment comes before or after, and neither waits for the other for ever.
  const open = await openForRedating(
    tx,
    moved.map(({ record, was }) => ({ id: record, dueAt: was.at })),
  );
  const told = moved.flatMap(({ record, was, is }) =>
    open.has(record)
      ? [{ id: record, was: was.at, due: is.at, entry: uuidv7From(millisOf(now), randomBytes(16)) }]
      : [],
  );
  await redateCases(tx, told, { now, actor: nameOf(ALMANAC), action: REDATING });
  const stays = new Set(moved.filter(({ record }) => !open.has(record)).map(({ record }) => record));
  await redateClocks(
    tx,
    redated.filter(({ record }) => !stays.has(record)),
    now,
  );
}

/**
 * Computes the due times of cases in hand again, by the calendar of today: an announcement of holidays moves them. Each case that is due
 * at another time gets an action that says so; closed and deferred ones stay as they are. Doing it again changes nothing.
 */
export async function followCalendar(tx: Database, deps: CaseDeps, now: Instant): Promise<void> {
  const redated = await clocksToRedate(tx, { event: 'cases.overdue', time: deps.time });
  for (let at = 0; at < redated.length; at += CHUNK) await redateChunk(tx, redated.slice(at, at + CHUNK), now);
}
