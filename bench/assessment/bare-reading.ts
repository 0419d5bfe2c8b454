// SPDX-License-Identifier: Apache-2.0
// The peer of the readings: a Fastify handler that reads the same rows for the same answers and does nothing else. No login, no row
// security, no check of what goes out. It knows which evaluation is meant.

import { inflateSync } from 'node:zlib';
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['BARE_URL'], max: 16, options: '-c search_path=bare' });
const head = process.env['BARE_EVALUATION'];
const before = process.env['BARE_BEFORE'];

const ABOUT = `SELECT e.*, m.method, m.edition AS name, m.subject, m.outline FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.id = $1`;
const NODES = `SELECT unit_id AS id, code, kind, name, pinyin, parent_id AS parent FROM evaluation_unit WHERE evaluation = $1 AND kind <> 'community'
  ORDER BY length(place), pinyin, code`;
const LINES = `SELECT r.unit_id AS id, u.code, u.name, u.pinyin, u.parent_id AS parent, r.peer_group AS "group", r.marks, r.points, r.won, b.won AS before, r.stars, r.total,
    r.grade, r.complete, r.rank
  FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
  LEFT JOIN result b ON b.evaluation = $2 AND b.unit_id = r.unit_id WHERE r.evaluation = $1 ORDER BY u.pinyin, u.code`;
const RANKED = `SELECT r.unit_id AS id, u.name, u.pinyin, r.peer_group AS "group", r.stars, r.total, r.grade, r.rank
  FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id WHERE r.evaluation = $1 ORDER BY r.peer_group, r.rank, u.pinyin`;
const UNIT = `SELECT r.unit_id AS id, u.code, u.kind, u.name, u.pinyin, u.parent_id AS parent, u.place, r.marks, r.won, b.won AS before, r.complete, r.explanation
  FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
  LEFT JOIN result b ON b.evaluation = $2 AND b.unit_id = r.unit_id WHERE r.evaluation = $1 AND r.unit_id = $3`;

const ask = async <Row extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> =>
  (await pool.query<Row>({ text, values, name: text.slice(0, 60) })).rows;

const app = Fastify({ logger: true });
app.get('/ready', () => 'ok');
app.get('/chart', async () => {
  const [evaluation] = await ask(ABOUT, head);
  return { evaluation, nodes: await ask(NODES, head), units: await ask(LINES, head, before) };
});
app.get('/ranking', async () => {
  const [evaluation] = await ask(ABOUT, head);
  return { evaluation, groups: [...Map.groupBy(await ask(RANKED, head), (row) => row['group'] as string)] };
});
app.get<{ Params: { id: string } }>('/units/:id', async ({ params }) => {
  const [evaluation] = await ask(ABOUT, head);
  const nodes = await ask(NODES, head);
  const [unit] = await ask<{ explanation: Buffer }>(UNIT, head, before, Number(params.id));
  if (unit === undefined) throw new Error(params.id);
  return { evaluation, nodes, unit: { ...unit, explanation: JSON.parse(inflateSync(unit.explanation).toString()) } };
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close().then(() => pool.end()));
