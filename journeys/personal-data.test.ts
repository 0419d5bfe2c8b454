// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@beichen/platform-server/db/connect.ts';
import { whereStands } from '@beichen/platform-server/testing/where-stands.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../apps/cli/run.ts';
import { bodyOf, type Credentials, send } from './testing/client.ts';
import { METRICS_TOKEN, type RunningCity, withFolder } from './testing/running-city.ts';
import { aReport, move, report, SMALL, startSmallTown } from './testing/small-town.ts';

const NAME = '甪里绮季';
const PHONE = '13790246813';
const CODE = 'GZ7QX0TRACK1';

/** The forms in which the values would stand where somebody let them through. */
const FORMS = [NAME, PHONE, '137 9024 6813', CODE].flatMap((value) => [
  value,
  Buffer.from(value).toString('base64').replace(/=+$/, ''),
  Buffer.from(value).toString('hex'),
  encodeURIComponent(value),
]);

let town: RunningCity;
let id: string;
const log: string[] = [];
const answers: string[] = [];
const who: Record<string, Credentials> = {};

/** What the clerk, the handler or the neighbour asks, kept for the search at the end. */
async function ask(account: string, path: string): Promise<{ status: number; body: unknown }> {
  const { status, text, headers } = await send(town.url, { method: 'GET', path }, who[account]);
  if (!path.includes('/contact')) answers.push(text, headers);
  return { status, body: JSON.parse(text) };
}

beforeAll(async () => {
  town = await startSmallTown({ log: (line) => void log.push(line) });
  for (const account of ['clerk', 'neighbour', 'handler']) who[account] = { cookie: await town.signIn(account) };
  const clerk = who['clerk'] ?? {};
  const body = aReport({ reporter: { name: NAME, phone: PHONE }, trackingCode: CODE });
  id = body.id;
  answers.push((await send(town.url, { method: 'POST', path: '/api/cases', body }, clerk)).text);
  const neighbour = who['neighbour'] ?? {};
  await move(town.url, neighbour, { id, verb: 'dispatch', body: { version: 1, handler: SMALL.office } });
  await move(town.url, who['handler'] ?? {}, {
    id,
    verb: 'close',
    body: { version: 2, outcome: 'done', note: '已修好' },
  });
  await town.settled();
});
afterAll(() => town.stop());

async function filesIn(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
}

/** Forms that stand in any of these. */
const standing = (haystacks: readonly (string | Buffer)[]): string[] =>
  FORMS.filter((form) => haystacks.some((haystack) => haystack.includes(form)));

const inDatabase = (): Promise<string[]> => whereStands(town.city.superuserUrl, ...FORMS);

/** The files of this database, and the log of what was written to any. */
async function filesOfDatabase(): Promise<Buffer[]> {
  const superuser = connect(town.city.superuserUrl, 1, () => undefined);
  const { rows } = await sql<{ folder: string; oid: string }>`
    SELECT current_setting('data_directory') AS folder, oid::text FROM pg_database WHERE datname = current_database()`
    .execute(superuser.db)
    .finally(() => superuser.close());
  const { folder = '', oid = '' } = rows[0] ?? {};
  return (await Promise.all([filesIn(join(folder, 'base', oid)), filesIn(join(folder, 'pg_wal'))])).flat();
}

async function subject(): Promise<string> {
  const { rows } = await sql<{ subject: string }>`SELECT subject FROM subject_of WHERE record = ${id}`.execute(
    town.city.owner.db,
  );
  return rows[0]?.subject ?? '';
}

async function readings(of: string): Promise<readonly { count: number; audited: unknown }[]> {
  const { rows } = await sql<{ count: number; audited: unknown }>`
    SELECT count(*)::integer AS count, array_agg(detail ORDER BY detail->>'field') AS audited FROM audit_entry
    WHERE action = 'vault.reveal' AND record = ${of} AND actor LIKE 'person:%'`.execute(town.city.owner.db);
  return rows;
}

describe('what a resident leaves with a case', () => {
  test('is masked on the page, and nobody but those of the place knows that it is kept', async () => {
    const seen = await ask('clerk', `/api/cases/${id}`);
    expect(seen.body).toMatchObject({ reporter: { name: '甪*', phone: '137****6813' } });
    // The unit that handles the case sees it, and not whom it came from.
    expect((await ask('handler', `/api/cases/${id}`)).body).toMatchObject({ reporter: null });
    expect((await ask('handler', `/api/cases/${id}/contact?purpose=contact-reporter`)).status).toBe(403);
    expect(await readings(await subject())).toMatchObject([{ count: 0 }]);
  });

  test('is shown in the clear for a purpose, and each reading is in the audit', async () => {
    const without = await ask('clerk', `/api/cases/${id}/contact`);
    expect(without.status).toBe(400);
    const shown = await ask('clerk', `/api/cases/${id}/contact?purpose=contact-reporter`);
    expect(shown.body).toEqual({ name: NAME, phone: PHONE });
    expect(await readings(await subject())).toEqual([
      {
        count: 2,
        audited: [
          { field: 'name', purpose: 'contact-reporter' },
          { field: 'phone', purpose: 'contact-reporter' },
        ],
      },
    ]);
  });

  test('is refused in every free text, with a fault that says where it belongs and does not repeat it', async () => {
    const clerk = who['clerk'] ?? {};
    const open = await report(town.url, clerk);
    const attempts = [
      { path: '/api/cases', body: aReport({ summary: `请联系${PHONE}` }), field: 'summary' },
      { path: '/api/cases', body: aReport({ place: '东门１３７ ９０２４ ６８１３旁' }), field: 'place' },
      {
        path: `/api/cases/${open}/dispatch`,
        body: { version: 1, handler: SMALL.village, note: `电话137-9024-6813` },
        field: 'note',
      },
      { path: `/api/cases/${open}/close`, body: { version: 2, outcome: 'done', note: PHONE }, field: 'note' },
      { path: `/api/cases/${open}/defer`, body: { version: 2, reason: `等${PHONE}` }, field: 'reason' },
      { path: `/api/cases/${open}/answer`, body: { version: 2, answer: 'solved', note: PHONE }, field: 'note' },
    ];
    for (const { path, body, field } of attempts) {
      const { status, text } = await send(town.url, { method: 'POST', path, body }, clerk);
      answers.push(text);
      expect([path, status]).toEqual([path, 400]);
      expect(JSON.parse(text).faults).toEqual([
        {
          path: `body/${field}`,
          what: { zh: expect.stringContaining('里有电话号码'), en: expect.stringContaining('a phone number') },
          mend: { zh: '请填到“联系电话”一栏', en: 'Enter it under "Phone"' },
        },
      ]);
    }
    const own = { path: '/api/public/cases/answer', body: { version: 3, answer: 'unsolved', note: `打${PHONE}` } };
    expect((await send(town.url, { method: 'POST', ...own }, { code: CODE })).status).toBe(400);
  });

  test('does not come back in an error, nor go into the log with it', async () => {
    const clerk = who['clerk'] ?? {};
    const reporter = { name: NAME, phone: PHONE };
    const faulty = [
      aReport({ reporter, summary: '字符\u0000' }),
      aReport({ reporter, category: 'none' }),
      aReport({ reporter, unit: 2_147_483_647 }),
      aReport({ reporter: { ...reporter, phone: `${PHONE}转${NAME}` } }),
      { ...aReport({ reporter }), id: PHONE },
    ];
    const statuses: number[] = [];
    for (const body of faulty) {
      const { status, text } = await send(town.url, { method: 'POST', path: '/api/cases', body }, clerk);
      statuses.push(status);
      answers.push(text);
    }
    expect(statuses).toEqual([400, 400, 404, 400, 400]);
  });
});

describe('what would give a person away', () => {
  test('stands in no table but sealed in the vault: no command, job, event, audit row or case', async () => {
    expect(await inDatabase()).toEqual([]);
    const { rows } = await sql<{ field: string; bytes: number; blind: boolean }>`
      SELECT field, length(sealed) > 29 AS sealed, blind IS NOT NULL AS blind FROM vault_value WHERE subject = ${await subject()} ORDER BY field`.execute(
      town.city.owner.db,
    );
    expect(rows).toEqual([
      { field: 'name', sealed: true, blind: true },
      { field: 'phone', sealed: true, blind: true },
    ]);
  });

  test('stands in no file: neither of the database nor of the data folder', async () => {
    const files = await filesOfDatabase();
    expect(files.length).toBeGreaterThan(50);
    // The search does find what is there.
    expect(files.some((file) => file.includes('河社区'))).toBe(true);
    expect(standing([...files, ...(await filesIn(town.data))])).toEqual([]);
  });

  test('stands in no line of the log, no metric and no answer but the one that was asked for', async () => {
    const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
    const metrics = await (await fetch(`${town.url}/metrics`, { headers })).text();
    expect(metrics).toContain('route="/api/cases/:id/contact"');
    expect(log.length).toBeGreaterThan(20);
    expect(standing([...log, metrics, ...answers])).toEqual([]);
  });
});

describe('a person who asks to be forgotten', () => {
  async function erase(phones: string): Promise<unknown> {
    return await withFolder(async (folder) => {
      const file = join(folder, 'phones.txt');
      await writeFile(file, phones);
      let out = '';
      const words = ['--database-url', town.city.urls.worker, '--vault-keys', join(town.data, 'vault-keys'), '--json'];
      const code = await run(['erase-person', file, ...words], {
        out: (text) => {
          out += text;
        },
        err: (text) => void answers.push(text),
        watched: false,
        language: 'zh',
      });
      expect(code).toBe(0);
      return JSON.parse(out);
    });
  }

  async function figures(): Promise<unknown> {
    await town.settled();
    const { rows } = await sql`SELECT measure, period, unit_id, num, den FROM reading ORDER BY 1, 2, 3`.execute(
      town.city.owner.db,
    );
    return rows;
  }

  test('is found however the number is written and in every case; figures and the case stay', async () => {
    const clerk = who['clerk'] ?? {};
    const other = await report(town.url, clerk, { reporter: { phone: PHONE } });
    const stranger = await report(town.url, clerk, { reporter: { phone: '13600001111' } });
    const forgotten = await subject();
    const before = await figures();
    expect(before).toContainEqual({
      measure: 'cases.reporters',
      period: '2026-q3',
      unit_id: SMALL.village,
      num: 4,
      den: null,
    });
    expect(await erase('+86 137-9024-6813\n13500000000\n')).toEqual({
      subjects: 2,
      serving: 0,
      unknown: 1,
      rotated: null,
    });
    for (const one of [id, other]) {
      expect((await ask('clerk', `/api/cases/${one}`)).body).toMatchObject({ case: { id: one }, reporter: null });
      const contact = bodyOf(
        await send(town.url, { method: 'GET', path: `/api/cases/${one}/contact?purpose=contact-reporter` }, clerk),
      );
      expect(contact).toEqual({ name: null, phone: null });
    }
    expect((await ask('clerk', `/api/cases/${stranger}`)).body).toMatchObject({ reporter: { phone: '136****1111' } });
    expect(await figures()).toEqual(before);
    const { rows } = await sql`SELECT (SELECT count(*)::integer FROM vault_key WHERE subject = ${forgotten}) AS keys,
      (SELECT count(*)::integer FROM vault_value WHERE subject = ${forgotten}) AS "values",
      (SELECT count(*)::integer FROM audit_entry WHERE record = ${forgotten} AND action = 'vault.erase') AS told`.execute(
      town.city.owner.db,
    );
    expect(rows).toEqual([{ keys: 0, values: 0, told: 1 }]);
    expect(await erase(PHONE)).toMatchObject({ subjects: 0, unknown: 1 });
  });

  test('takes with it what earlier backups hold, where the master keys are rotated', async () => {
    const clerk = who['clerk'] ?? {};
    const last = await report(town.url, clerk, { reporter: { name: NAME, phone: PHONE } });
    const { db } = town.city.owner;
    type Row = { id: string; subject: string; wrapped: Buffer; master: number };
    const backup =
      await sql<Row>`SELECT k.* FROM vault_key k JOIN subject_of s ON s.subject = k.subject AND s.record = ${last}`.execute(
        db,
      );
    expect(backup.rows).toHaveLength(1);
    const numbers = async (): Promise<number[]> => {
      const file = JSON.parse(await readFile(join(town.data, 'vault-keys'), 'utf8')) as {
        masters: { number: number }[];
      };
      return file.masters.map(({ number }) => number);
    };
    expect(await numbers()).toEqual([1]);
    await withFolder(async (folder) => {
      const file = join(folder, 'phones.txt');
      await writeFile(file, PHONE);
      const words = [
        '--database-url',
        town.city.urls.worker,
        '--vault-keys',
        join(town.data, 'vault-keys'),
        '--rotate',
      ];
      let out = '';
      const code = await run(['erase-person', file, ...words], {
        out: (text) => {
          out += text;
        },
        err: () => undefined,
        watched: false,
        language: 'zh',
      });
      expect([code, out]).toEqual([
        0,
        '已删除1处登记的个人信息；0处属在岗人员，未动；0个号码没有登记。主密钥已轮换，此前的备份读不出\n',
      ]);
    });
    // The key in the backup is wrapped with a master key that exists no more.
    expect(await numbers()).not.toContain(backup.rows[0]?.master);
    expect(await inDatabase()).toEqual([]);
    // The running server goes on with the new one.
    const again = await report(town.url, clerk, { reporter: { phone: '13600002222' } });
    expect((await ask('clerk', `/api/cases/${again}`)).body).toMatchObject({ reporter: { phone: '136****2222' } });
  });
});
