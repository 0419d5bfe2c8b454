// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope, NOBODY, type Viewer } from '../db/scope.ts';
import { writeTogether } from '../db/write-together.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { whereStands } from '../testing/where-stands.ts';
import { NoMasterKey } from './master-keys.ts';
import { openVault } from './open-vault.ts';
import { forgetMasters, rotateMaster } from './rotate-master.ts';
import { BrokenSeal } from './seal.ts';
import type { SubjectPlace, Vault, VaultField, VaultValues } from './vault.ts';

const NOW: Instant = instant('2026-09-01T00:00:00.000Z');
const here: SubjectPlace = { unit: 3, line: null };
const nearby: Viewer = { ...NOBODY, scope: { all: ['1/3/'], lines: [] } };
const elsewhere: Viewer = { ...NOBODY, scope: { all: ['1/30/'], lines: [] } };

let city: TestCity;
let folder: string;
let keyFile: string;
let vault: Vault;

beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-vault-'));
  keyFile = join(folder, 'keys', 'master.json');
  vault = await openVault({ keyFile, create: true });
  for (const [id, path, parent] of [
    [1, '1/', null],
    [3, '1/3/', 1],
    [30, '1/30/', 1],
  ] as const)
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'node', 'n', 'n', ${parent}, 1, ${path}, 'n', 'n')`.execute(city.owner.db);
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

type Kept = { subject?: string; record?: string; place?: SubjectPlace; viewer?: Viewer };

async function keep(values: VaultValues, about: Kept = {}): Promise<string> {
  const { subject = randomUUID(), record = randomUUID(), place = here, viewer = NOBODY } = about;
  await inScope(city.app.db, viewer, (tx) =>
    writeTogether(tx, vault.keep(tx, subject, { record, place, values, now: NOW })),
  );
  return subject;
}

async function reveal(subject: string, field: VaultField, viewer: Viewer = nearby): Promise<string | undefined> {
  return await inScope(city.app.db, { ...viewer, actor: 'person:p' }, (tx) =>
    vault.reveal(tx, { subject, field, purpose: 'contact-reporter', now: NOW }),
  );
}

const erase = (subject: string, viewer: Viewer = nearby): Promise<void> =>
  inScope(city.app.db, viewer, (tx) => writeTogether(tx, vault.erase(tx, subject)));

const maskedOf = (subjects: string[], viewer: Viewer = nearby) =>
  inScope(city.app.db, viewer, async (tx) => Object.fromEntries(await vault.masked(tx, subjects)));

const find = (field: 'name' | 'phone', value: string, viewer: Viewer = nearby) =>
  inScope(city.app.db, viewer, (tx) => vault.find(tx, field, value));

describe('what is kept', () => {
  test('comes back in the clear and masked, and stands in no column of the database', async () => {
    const subject = await keep({ name: '贾宝玉', phone: '13900007777', address: '宛城区东关街道怡红院9号' });
    expect(await reveal(subject, 'phone')).toBe('13900007777');
    expect(await reveal(subject, 'address')).toBe('宛城区东关街道怡红院9号');
    expect(await maskedOf([subject, randomUUID()])).toEqual({
      [subject]: { name: '贾*', phone: '139****7777', address: '宛城区东关街道****' },
    });
    for (const canary of ['13900007777', '贾宝玉', '怡红院'])
      expect(await whereStands(city.superuserUrl, canary)).toEqual([]);
    // The search does find what is there, in text, JSON and bytes.
    await sql`INSERT INTO setting VALUES ('canary', ${JSON.stringify({ deep: ['13900008888'] })})`.execute(
      city.owner.db,
    );
    await sql`INSERT INTO public_token VALUES (${Buffer.from('x13900008888')}, ${subject}, ${NOW}, ${NOW})`.execute(
      city.owner.db,
    );
    expect(await whereStands(city.superuserUrl, '13900008888')).toEqual([
      'testcity.public_token.hash',
      'testcity.setting.value',
    ]);
  });

  test('each reading is in the audit with its purpose, and without the value', async () => {
    const subject = await keep({ phone: '13900001111' });
    await reveal(subject, 'phone');
    await reveal(subject, 'name');
    const { rows } = await sql`SELECT at, actor, action, detail FROM audit_entry WHERE record = ${subject}`.execute(
      city.worker.db,
    );
    expect(rows).toEqual([
      {
        at: NOW,
        actor: 'person:p',
        action: 'vault.reveal',
        detail: { field: 'phone', purpose: 'contact-reporter' },
      },
    ]);
  });

  test('is changed field by field; a key that serves no value any more is gone', async () => {
    const subject = await keep({ name: '甲', phone: '1' });
    await keep({ phone: '2' }, { subject, viewer: nearby });
    await keep({ name: '乙', phone: '3' }, { subject, viewer: nearby });
    expect([await reveal(subject, 'name'), await reveal(subject, 'phone')]).toEqual(['乙', '3']);
    const { rows } = await sql`SELECT FROM vault_key WHERE subject = ${subject}`.execute(city.worker.db);
    expect(rows).toHaveLength(1);
  });

  test('is found by a blind index, however it is written', async () => {
    const subject = await keep({ name: '买买提·艾力', phone: '+86 135-0000-2222' });
    expect(await find('phone', '１３５００００２２２２')).toEqual([subject]);
    expect(await find('name', '买买提•艾力 ')).toEqual([subject]);
    expect(await find('name', '13500002222')).toEqual([]);
    expect(await find('phone', '13500002223')).toEqual([]);
  });
});

describe('who has a subject in sight', () => {
  test('a foreign scope gets nothing, finds nothing, and cannot erase, change or take over', async () => {
    const subject = await keep({ phone: '13600003333' });
    expect(await reveal(subject, 'phone', elsewhere)).toBeUndefined();
    expect(await maskedOf([subject], elsewhere)).toEqual({});
    expect(await find('phone', '13600003333', elsewhere)).toEqual([]);
    await expect(erase(subject, elsewhere)).rejects.toThrow('not in sight');
    await expect(keep({}, { subject, place: { unit: 30, line: null }, viewer: elsewhere })).rejects.toThrow(
      'not in sight',
    );
    expect(await reveal(subject, 'phone')).toBe('13600003333');
  });

  test('the subject itself, and a party to the record; without a unit nobody else', async () => {
    const [record, handler] = [randomUUID(), randomUUID()];
    const subject = await keep({ phone: '4' }, { record, place: { unit: null, line: null } });
    await sql`INSERT INTO person VALUES (${handler}, ${NOW})`.execute(city.owner.db);
    await sql`INSERT INTO party VALUES (${handler}, ${record}, 'handler', ${NOW})`.execute(city.owner.db);
    expect(await reveal(subject, 'phone', { ...NOBODY, person: subject })).toBe('4');
    expect(await reveal(subject, 'phone', { ...NOBODY, person: handler })).toBe('4');
    expect(await reveal(subject, 'phone', { ...NOBODY, scope: { all: ['1/'], lines: [] } })).toBeUndefined();
  });

  test('whoever has the duty line of the record; and the place goes with the record', async () => {
    const record = randomUUID();
    const subject = await keep({ phone: '5' }, { record, place: { unit: 3, line: 'water' } });
    const onLine = (line: string): Viewer => ({ ...NOBODY, scope: { all: [], lines: [{ line, path: '1/3/' }] } });
    expect(await reveal(subject, 'phone', onLine('water'))).toBe('5');
    expect(await reveal(subject, 'phone', onLine('fire'))).toBeUndefined();
    await inScope(city.app.db, nearby, (tx) => writeTogether(tx, vault.place(tx, record, { unit: 30, line: null })));
    expect(await reveal(subject, 'phone')).toBeUndefined();
    expect(await reveal(subject, 'phone', elsewhere)).toBe('5');
    await sql`SELECT move_unit(30, 3, '2026-09-02')`.execute(city.worker.db);
    expect(await reveal(subject, 'phone')).toBe('5');
    await sql`SELECT move_unit(30, 1, '2026-09-03')`.execute(city.worker.db);
  });

  test('SQL of the app role reads no table of the vault, and nothing from its functions without a scope', async () => {
    await keep({ name: '丙', phone: '6' });
    for (const table of ['vault_key', 'vault_value', 'subject_of'])
      await expect(
        inScope(city.app.db, nearby, (tx) => sql`SELECT * FROM ${sql.table(table)}`.execute(tx)),
      ).rejects.toThrow('permission denied');
    const { rows: every } = await sql<{ id: string }>`SELECT subject AS id FROM vault_value`.execute(city.worker.db);
    const ids = every.map(({ id }) => id);
    const all = sql`SELECT * FROM vault_open(${ids}::uuid[], '{name,phone,address}')`;
    expect((await all.execute(city.app.db)).rows).toEqual([]);
    expect((await inScope(city.app.db, nearby, (tx) => all.execute(tx))).rows.length).toBeGreaterThan(0);
  });
});

test('what was erased is unreadable, even with the master key and a copy of the ciphertext; the id stays', async () => {
  const subject = await keep({ name: '丁', phone: '13700004444' });
  const copy = await sql<{ sealed: Buffer }>`SELECT * FROM vault_value WHERE subject = ${subject}`.execute(
    city.worker.db,
  );
  await erase(subject);
  expect(await reveal(subject, 'phone')).toBeUndefined();
  expect(await maskedOf([subject])).toEqual({});
  expect(await find('phone', '13700004444')).toEqual([]);
  const left = await sql`SELECT (SELECT count(*) FROM vault_key WHERE subject = ${subject}) AS keys,
    (SELECT count(*) FROM vault_value WHERE subject = ${subject}) AS "values", (SELECT count(*) FROM person WHERE id = ${subject}) AS persons`.execute(
    city.worker.db,
  );
  expect(left.rows).toEqual([{ keys: 0, values: 0, persons: 1 }]);
  // Its values put back under another subject's key, by whoever owns the database, open no better.
  const other = await keep({ phone: '7' });
  await sql`UPDATE vault_value SET sealed = ${copy.rows[1]?.sealed ?? Buffer.of()} WHERE subject = ${other}`.execute(
    city.owner.db,
  );
  await expect(reveal(other, 'phone')).rejects.toThrow(BrokenSeal);
});

describe('ciphertext in another place is refused', () => {
  test('a subject with the key and the value of another', async () => {
    const [one, other] = [await keep({ phone: '8' }), await keep({ phone: '9' })];
    await sql`UPDATE vault_value v SET key = o.key, sealed = o.sealed FROM vault_value o WHERE v.subject = ${one} AND o.subject = ${other}`.execute(
      city.owner.db,
    );
    await expect(reveal(one, 'phone')).rejects.toThrow(BrokenSeal);
    // Even where the key is made to look like its own.
    await sql`UPDATE vault_key SET subject = ${one} WHERE subject = ${other}`.execute(city.owner.db);
    await expect(reveal(one, 'phone')).rejects.toThrow(BrokenSeal);
  });

  test('two fields of one subject exchanged', async () => {
    const subject = await keep({ name: '戊', phone: '10' });
    await sql`UPDATE vault_value v SET sealed = o.sealed FROM vault_value o
      WHERE v.subject = ${subject} AND o.subject = v.subject AND o.field <> v.field`.execute(city.owner.db);
    await expect(reveal(subject, 'phone')).rejects.toThrow(BrokenSeal);
  });
});

describe('the master key', () => {
  const withOwnVault = async (): Promise<{ file: string; own: Vault }> => {
    const file = join(folder, randomUUID());
    return { file, own: await openVault({ keyFile: file, create: true }) };
  };

  test('is refused where it is missing, open to others, or damaged', async () => {
    const file = join(folder, 'none.json');
    await expect(openVault({ keyFile: file, create: false })).rejects.toThrow(NoMasterKey);
    const { file: made } = await withOwnVault();
    expect((await stat(made)).mode & 0o777).toBe(0o600);
    await chmod(made, 0o640);
    await expect(openVault({ keyFile: made, create: false })).rejects.toThrow('chmod 600');
    await writeFile(file, '{"index":"c2hvcnQ=","masters":[]}', { mode: 0o600 });
    await expect(openVault({ keyFile: file, create: true })).rejects.toThrow('damaged');
  });

  test('is made once, whoever asks at the same time', async () => {
    const file = join(folder, 'race.json');
    await Promise.all(Array.from({ length: 5 }, () => openVault({ keyFile: file, create: true })));
    const text = await readFile(file, 'utf8');
    await openVault({ keyFile: file, create: true });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('rotates under a running vault; then the old one is forgotten, and old copies of keys open no longer', async () => {
    await sql`DELETE FROM vault_value`.execute(city.owner.db);
    await sql`DELETE FROM vault_key`.execute(city.owner.db);
    const subjects: string[] = [];
    for (let at = 0; at < 5; at += 1) subjects.push(await keep({ phone: `1380000000${at}` }));
    const [first = ''] = subjects;
    const copy = await sql<{ wrapped: Buffer }>`SELECT wrapped FROM vault_key WHERE subject = ${first}`.execute(
      city.worker.db,
    );
    const old = JSON.parse(await readFile(keyFile, 'utf8')).masters.length;
    expect(await rotateMaster(city.worker.db, keyFile)).toBe(5);
    expect(JSON.parse(await readFile(keyFile, 'utf8')).masters).toHaveLength(old + 1);
    expect(await reveal(first, 'phone')).toBe('13800000000');
    expect(await find('phone', '13800000003')).toEqual([subjects[3]]);
    await keep({ phone: '11' });
    const used = await sql`SELECT DISTINCT master FROM vault_key`.execute(city.worker.db);
    expect(used.rows).toEqual([{ master: old + 1 }]);
    expect(await forgetMasters(city.worker.db, keyFile)).toBe(old);
    expect(await reveal(first, 'phone')).toBe('13800000000');
    await sql`UPDATE vault_key SET wrapped = ${copy.rows[0]?.wrapped ?? Buffer.of()}, master = ${old} WHERE subject = ${first}`.execute(
      city.owner.db,
    );
    await expect(reveal(first, 'phone')).rejects.toThrow(NoMasterKey);
    await erase(first);
  });

  test('whose rotation was stopped in the middle goes on with the same new key', async () => {
    const subject = await keep({ phone: '12' });
    const before = await sql<{ id: string }>`SELECT * FROM vault_key WHERE subject = ${subject}`.execute(
      city.worker.db,
    );
    const total = (await sql`SELECT FROM vault_key`.execute(city.worker.db)).rows.length;
    await rotateMaster(city.worker.db, keyFile);
    const rotated = JSON.parse(await readFile(keyFile, 'utf8')).masters.length;
    // As if it had been stopped before this key.
    const [row] = before.rows as { id: string; wrapped?: Buffer; master?: number }[];
    await sql`UPDATE vault_key SET wrapped = ${row?.wrapped ?? null}, master = ${row?.master ?? null} WHERE id = ${row?.id ?? null}`.execute(
      city.owner.db,
    );
    expect(await rotateMaster(city.worker.db, keyFile)).toBe(1);
    expect(JSON.parse(await readFile(keyFile, 'utf8')).masters).toHaveLength(rotated);
    expect(await reveal(subject, 'phone')).toBe('12');
    expect(await rotateMaster(city.worker.db, keyFile)).toBe(total);
  });
});
