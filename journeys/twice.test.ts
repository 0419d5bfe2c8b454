// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, bodyOf, type Call, type Credentials, freshId, send } from './testing/client.ts';
import type { RunningCity } from './testing/running-city.ts';
import { aReport, move, report, SMALL, startSmallTown } from './testing/small-town.ts';

let town: RunningCity;
let second: Awaited<ReturnType<RunningCity['another']>>;
let clerk: Credentials;
let neighbour: Credentials;

/** Notes each event that is told, and each reading that is made stale: the tables themselves are emptied by the workers. */
const WITNESS = sql`
  CREATE TABLE witness (what text NOT NULL, record text NOT NULL);
  CREATE FUNCTION witness_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO testcity.witness VALUES (NEW.name, NEW.record::text); RETURN NULL; END $$;
  CREATE FUNCTION witness_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO testcity.witness VALUES ('stale', NEW.measure || ' ' || NEW.period); RETURN NULL; END $$;
  CREATE TRIGGER witness AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION witness_event();
  CREATE TRIGGER witness AFTER INSERT ON stale_mark FOR EACH ROW EXECUTE FUNCTION witness_mark()`;

beforeAll(async () => {
  town = await startSmallTown();
  second = await town.another();
  clerk = { cookie: await town.signIn('clerk') };
  neighbour = { cookie: await town.signIn('neighbour') };
  for (const statement of WITNESS.compile(town.city.owner.db).sql.split(/;\n {2}(?=CREATE)/))
    await sql.raw(statement).execute(town.city.owner.db);
});
beforeEach(async () => {
  await town.settled();
  await sql`DELETE FROM witness`.execute(town.city.owner.db);
});
afterAll(async () => {
  await second.stop();
  await town.stop();
});

/** How often a case, or what was done to it, stands in each place. `events` counts those that were told of it. */
async function timesOf(id: string, move_ = 'report'): Promise<unknown> {
  const { rows } = await sql`SELECT (SELECT count(*)::integer FROM cases WHERE id = ${id}) AS cases,
    (SELECT count(*)::integer FROM case_action WHERE case_id = ${id} AND move = ${move_}) AS actions,
    (SELECT count(*)::integer FROM audit_entry WHERE record = ${id} AND action = ${`cases.${move_}`}) AS audited,
    (SELECT count(*)::integer FROM command WHERE answer->>'id' = ${id} AND action = ${`cases.${move_}`}) AS commands,
    (SELECT count(*)::integer FROM witness WHERE record = ${id}) AS events`.execute(town.city.owner.db);
  return rows[0];
}

const ONCE = { cases: 1, actions: 1, audited: 1, commands: 1, events: 1 };

const reporting = (body: { readonly id: string }, key = freshId()): Call => ({
  method: 'POST',
  path: '/api/cases',
  body,
  key,
});

const short = ({ status, text }: Answer): [number, string] => [
  status,
  (JSON.parse(text) as { code?: string }).code ?? '',
];

describe('the same request again', () => {
  test('a double click: both get the one answer', async () => {
    const body = aReport();
    const call = reporting(body);
    const answers = await Promise.all([send(town.url, call, clerk), send(town.url, call, clerk)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.map(({ text }) => JSON.parse(text))).toEqual([
      { id: body.id, version: 1 },
      { id: body.id, version: 1 },
    ]);
    expect(await timesOf(body.id)).toEqual(ONCE);
  });

  test('ten at once, over two servers', async () => {
    const body = aReport();
    const call = reporting(body);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => send(at % 2 === 0 ? town.url : second.url, call, clerk)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`201 {"id":"${body.id}","version":1}`]),
    );
    expect(await timesOf(body.id)).toEqual(ONCE);
  });

  test('later, though the case has moved on: the answer that it got', async () => {
    const body = aReport();
    const call = reporting(body);
    const first = await send(town.url, call, clerk);
    await move(town.url, clerk, { id: body.id, verb: 'dispatch', body: { version: 1, handler: SMALL.street } });
    expect(await send(second.url, call, clerk)).toEqual(first);
    expect(await timesOf(body.id)).toMatchObject({ cases: 1, actions: 1, audited: 1, commands: 1 });
  });

  test('with other content is refused, and so is the same content sent elsewhere', async () => {
    const body = aReport();
    const call = reporting(body);
    await send(town.url, call, clerk);
    const changed = await send(town.url, { ...call, body: { ...body, summary: '别的事' } }, clerk);
    expect(short(changed)).toEqual([409, 'platform.used-key']);
    const elsewhere = await send(
      town.url,
      { ...call, path: `/api/cases/${body.id}/dispatch`, body: { version: 1, handler: SMALL.street } },
      clerk,
    );
    expect(short(elsewhere)).toEqual([409, 'platform.used-key']);
    expect(await timesOf(body.id)).toEqual(ONCE);
  });

  test("another actor's key is answered like something forbidden, whatever the content", async () => {
    const body = aReport();
    const call = reporting(body);
    await send(town.url, call, clerk);
    const same = await send(town.url, call, neighbour);
    const other = await send(town.url, { ...call, body: aReport() }, neighbour);
    expect([short(same), short(other)]).toEqual([
      [403, 'platform.forbidden'],
      [403, 'platform.forbidden'],
    ]);
    expect(await timesOf(body.id)).toEqual(ONCE);
  });

  test('another key for the same case is refused too: a case has one report', async () => {
    const body = aReport();
    await send(town.url, reporting(body), clerk);
    const again = await send(town.url, reporting(body), clerk);
    expect(short(again)).toEqual([409, 'platform.used-key']);
    expect(await timesOf(body.id)).toEqual(ONCE);
  });
});

describe('a lost answer', () => {
  /** Sends a whole request and hangs up before anything comes back. */
  async function sendAndLeave(call: Call, { cookie = '' }: Credentials): Promise<void> {
    const { hostname, port, origin } = new URL(town.url);
    const socket = connectSocket(Number(port), hostname);
    await once(socket, 'connect');
    const content = JSON.stringify(call.body);
    const head = [
      `POST ${call.path} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Origin: ${origin}`,
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
      `Idempotency-Key: ${call.key}`,
      `Content-Length: ${Buffer.byteLength(content)}`,
    ];
    await new Promise((done) => socket.end(`${head.join('\r\n')}\r\n\r\n${content}`, () => done(undefined)));
    socket.destroy();
  }

  test('tried again with the same key is recorded once', async () => {
    const bodies = Array.from({ length: 5 }, () => aReport());
    for (const body of bodies) {
      const call = reporting(body);
      await sendAndLeave(call, clerk);
      expect(bodyOf(await send(second.url, call, clerk))).toEqual({ id: body.id, version: 1 });
      expect(await timesOf(body.id)).toEqual(ONCE);
    }
  });
});

describe('two people on one case', () => {
  async function dispatched(): Promise<string> {
    const id = await report(town.url, clerk);
    await move(town.url, clerk, { id, verb: 'dispatch', body: { version: 1, handler: SMALL.street } });
    await town.settled();
    await sql`DELETE FROM witness`.execute(town.city.owner.db);
    return id;
  }

  const closing = (id: string, outcome: string, note: string): Call => ({
    method: 'POST',
    path: `/api/cases/${id}/close`,
    body: { version: 2, outcome, note },
  });

  test('both close it at once: one is told what it saw and what holds now, in plain words', async () => {
    const id = await dispatched();
    const answers = await Promise.all([
      send(town.url, closing(id, 'done', '已更换'), clerk),
      send(second.url, closing(id, 'cannot', '缺配件'), neighbour),
    ]);
    const late = answers.find(({ status }) => status !== 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers[0]?.status === 200 ? 'done' : 'cannot';
    expect(JSON.parse(late?.text ?? '')).toMatchObject({
      code: 'platform.conflict',
      title: '没有保存，内容刚被别人改过',
      detail: '看到的是较早的版本。对照两个版本后再提交。',
      conflict: {
        seen: { version: 2, stage: 'dispatched', outcome: null },
        current: { version: 3, stage: 'closed', outcome: won },
      },
    });
    expect(await timesOf(id, 'close')).toEqual(ONCE);
  });

  test('a tab that was left open closes it later: the same answer', async () => {
    const id = await dispatched();
    bodyOf(await send(town.url, closing(id, 'done', '已更换'), clerk));
    const late = await send(town.url, closing(id, 'done', '已更换'), clerk);
    expect(short(late)).toEqual([409, 'platform.conflict']);
    expect(await timesOf(id, 'close')).toEqual(ONCE);
  });
});

describe('two workers', () => {
  test('each event is taken up once: as many stale readings as its measures have periods, and a true count', async () => {
    const before = await reported();
    const ids = await Promise.all(Array.from({ length: 20 }, () => report(town.url, clerk)));
    await town.settled();
    const { rows } =
      await sql`SELECT record AS mark, count(*)::integer AS times FROM witness WHERE what = 'stale' GROUP BY record ORDER BY record`.execute(
        town.city.owner.db,
      );
    // Two measures change by a report; the month, the quarter and the year of 28 September 2026.
    expect(rows).toEqual(
      ['cases.reported', 'cases.reporters'].flatMap((measure) =>
        ['2026', '2026-09', '2026-q3'].map((period) => ({ mark: `${measure} ${period}`, times: ids.length })),
      ),
    );
    expect(await reported()).toBe(before + ids.length);
  });

  test('a clock rings once, whichever of them hears it', async () => {
    const id = await report(town.url, clerk);
    await move(town.url, clerk, { id, verb: 'dispatch', body: { version: 1, handler: SMALL.street } });
    // Three working days from 28 September: 29 and 30 September, then 8 October after the holiday.
    await town.moveTo(instant('2026-10-12T02:00:00.000Z'));
    await vi.waitFor(
      async () => {
        const { rows } = await sql`SELECT FROM clock WHERE record = ${id} AND fired_at IS NOT NULL`.execute(
          town.city.owner.db,
        );
        expect(rows).toHaveLength(1);
      },
      { timeout: 30_000 },
    );
    await town.settled();
    const { rows } =
      await sql`SELECT count(*)::integer AS times FROM witness WHERE what = 'cases.overdue' AND record = ${id}`.execute(
        town.city.owner.db,
      );
    expect(rows).toEqual([{ times: 1 }]);
  });

  async function reported(): Promise<number> {
    const { rows } = await sql<{ num: number }>`
      SELECT num FROM reading WHERE measure = 'cases.reported' AND period = '2026-q3' AND unit_id = ${SMALL.village}`.execute(
      town.city.owner.db,
    );
    return rows[0]?.num ?? 0;
  }
});
