// SPDX-License-Identifier: Apache-2.0
import type { DomainEvent } from '@beichen/kernel/events.ts';
import { periodOf } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import { type MeasureSource, READ_PERIODS } from '../readings/measure-source.ts';

/** What a domain does when an event of another is taken up, in the transaction that takes it up. */
export type Subscriber = {
  readonly event: string;
  take(tx: Database, event: DomainEvent, now: Instant): Promise<void>;
};

const MOST = 500;

type Row = { name: string; unit_id: number; record: string; instants: Instant[] };

/** An event of a server whose clock runs ahead waits until it is past here: a reading taken before would leave its record out, for good. */
async function claim(tx: Database, now: Instant): Promise<DomainEvent[]> {
  const { rows } = await sql<Row>`
    WITH claimed AS (SELECT id FROM outbox WHERE at <= ${now} ORDER BY id LIMIT ${MOST} FOR UPDATE SKIP LOCKED)
    DELETE FROM outbox USING claimed WHERE outbox.id = claimed.id RETURNING name, unit_id, record, instants`.execute(
    tx,
  );
  return rows.map(({ unit_id: unit, ...rest }) => ({ ...rest, unit }));
}

/** The readings that an event makes stale: its measures, in the periods of its instants. */
export function staleBy(
  event: DomainEvent,
  sources: readonly MeasureSource[],
  zone: string,
): { measure: string; unit_id: number; period: string }[] {
  const measures = sources.filter(({ declaration }) => declaration.changedBy.includes(event.name));
  const periods = new Set(
    event.instants.flatMap((instant) => READ_PERIODS.map((kind) => periodOf(dateOf(instant, zone), kind).id)),
  );
  return measures.flatMap(({ declaration }) =>
    [...periods].map((period) => ({ measure: declaration.id, unit_id: event.unit, period })),
  );
}

/**
 * Takes up events: marks readings stale and lets subscribers act, in the transaction that deletes them, so each counts once whoever
 * crashes. Claimed with SKIP LOCKED, never by "id greater than the last": a slow committer's id would be passed over. Gives how many.
 */
export async function pump(
  db: Database,
  about: {
    readonly sources: readonly MeasureSource[];
    readonly subscribers: readonly Subscriber[];
    readonly zone: string;
    readonly now: Instant;
  },
): Promise<number> {
  return await inTransaction(db, 'ordinary', async (tx) => {
    const events = await claim(tx, about.now);
    const marks = events.flatMap((event) => staleBy(event, about.sources, about.zone));
    if (marks.length > 0)
      await tx
        .insertInto('stale_mark')
        .values(marks.map((mark) => ({ ...mark, at: about.now })))
        .execute();
    for (const event of events) {
      for (const subscriber of about.subscribers)
        if (subscriber.event === event.name) await subscriber.take(tx, event, about.now);
    }
    return events.length;
  });
}
