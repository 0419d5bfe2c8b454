// SPDX-License-Identifier: Apache-2.0
// The peer of the intake: a Fastify handler that writes the same rows and does nothing else. No login, no scope, no look at what
// was there. It trusts its caller in everything.

import { createHash, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const COUNTED = `INSERT INTO case_counter AS c (unit_id, year, last) VALUES ($2, $3, 1)
  ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last`;
const ADDED = `INSERT INTO cases (id, number, kind, category, line, restricted, internal, unit_id, path, summary, place, reporter, version, recorded_at, stage, deferred, reported_at)
  SELECT $1::uuid, 'B' || $2::integer || '-' || last, $4, $5, 'urban-management', false, false, $2::integer, $6, $7, $8, $9::uuid, 1, $10::timestamptz, 'reported', false, $10::timestamptz FROM counted`;

/** The other rows of an intake; the placeholders of the values that are theirs alone begin after `last`. */
function others({
  person,
  now,
  last,
}: {
  readonly person: string;
  readonly now: string;
  readonly last: number;
}): string {
  const [id, unit] = ['$1::uuid', '$2::integer'];
  const [key, actor, hash, answer, entry, detail] = [1, 2, 3, 4, 5, 6].map((n) => `$${last + n}`);
  return `acted AS (INSERT INTO case_action (case_id, n, unit_id, move, recorded_at, by_person, by_unit, stage, deferred, reported_at)
      VALUES (${id}, 1, ${unit}, 'report', ${now}, ${person}, ${unit}, 'reported', false, ${now})),
    parties AS (INSERT INTO party (person, record, role, since) VALUES (${person}, ${id}, 'reporter', ${now})),
    commands AS (INSERT INTO command (id, actor, action, hash, status, answer, at) VALUES (${key}::uuid, ${actor}, 'cases.report', ${hash}, 201, ${answer}, ${now})),
    entries AS (INSERT INTO audit_entry (id, at, actor, action, record, unit_id, detail)
      VALUES (${entry}::uuid, ${now}, ${actor}, 'cases.report', ${id}::text, ${unit}, ${detail})),
    pending AS (INSERT INTO audit_pending (entry) VALUES (${entry}::uuid)),
    told AS (INSERT INTO outbox (name, unit_id, record, instants, at) VALUES ('cases.reported', ${unit}, ${id}, ARRAY[${now}], ${now}))`;
}

/** One statement; and the two that stand between BEGIN and COMMIT where there are four round trips. */
const ONE = `WITH counted AS (${COUNTED}), added AS (${ADDED}), ${others({ person: '$9::uuid', now: '$10::timestamptz', last: 10 })} SELECT`;
const FIRST = `WITH counted AS (${COUNTED}) ${ADDED}`;
const SECOND = `WITH ${others({ person: '$3::uuid', now: '$4::timestamptz', last: 4 })} SELECT`;

type Body = { id: string; kind: string; category: string; unit: number; summary: string; place: string };

const text = { type: 'string' } as const;
const schema = {
  body: {
    type: 'object',
    required: ['id', 'kind', 'category', 'unit', 'summary', 'place'],
    properties: { id: text, kind: text, category: text, unit: { type: 'integer' }, summary: text, place: text },
  },
} as const;

const pool = new pg.Pool({ connectionString: process.env['BARE_URL'], max: 16, options: '-c search_path=bare' });
const { rows } = await pool.query<{ id: number; path: string; person: string }>(
  'SELECT DISTINCT ON (unit_id) unit_id AS id, path, person FROM bench.access_grant ORDER BY unit_id, role',
);
const places = new Map(rows.map((row) => [row.id, row]));

/** The values of a report, the case's own and those of the other rows. */
function valuesOf(body: Body, key: string) {
  const place = places.get(body.unit);
  const now = new Date().toISOString();
  const hash = createHash('sha256').update(JSON.stringify(body)).digest();
  const { id, unit, kind, category, summary } = body;
  const answer = JSON.stringify({ id, version: 1 });
  const detail = JSON.stringify({ category });
  return {
    first: [id, unit, now.slice(0, 4), kind, category, place?.path, summary, body.place, place?.person, now],
    about: [id, unit, place?.person, now],
    own: [key, `person:${place?.person}`, hash, answer, randomUUID(), detail],
  };
}

const app = Fastify({ logger: true });
app.get('/ready', () => 'ok');
app.post<{ Body: Body; Headers: { 'idempotency-key': string } }>('/one', { schema }, async (request, reply) => {
  const { first, own } = valuesOf(request.body, request.headers['idempotency-key']);
  await pool.query(ONE, [...first, ...own]);
  return reply.code(201).send({ id: request.body.id, version: 1 });
});
app.post<{ Body: Body; Headers: { 'idempotency-key': string } }>('/four', { schema }, async (request, reply) => {
  const { first, about, own } = valuesOf(request.body, request.headers['idempotency-key']);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(FIRST, first);
    await client.query(SECOND, [...about, ...own]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return reply.code(201).send({ id: request.body.id, version: 1 });
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close().then(() => pool.end()));
