// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { sql } from 'kysely';
import type { Statement } from '../db/write-together.ts';
import { masked } from './mask.ts';
import { createKeyFile, followKeyFile, getMaster, type MasterKeys, newest } from './master-keys.ts';
import { blindIndex, fingerprintOf, KEY_BYTES, keyContext, seal, unseal, valueContext } from './seal.ts';
import type { FindableField, Vault, VaultField, VaultValues } from './vault.ts';

const FIELDS: readonly VaultField[] = ['name', 'phone', 'address'];
/** Addresses are not found by: equal ones are written in too many ways, and each index tells who shares a value. */
const FINDABLE: readonly VaultField[] = ['name', 'phone'] satisfies FindableField[];

type SealedRow = {
  readonly subject: string;
  readonly field: VaultField;
  readonly sealed: Buffer;
  readonly key: string;
  readonly wrapped: Buffer;
  readonly master: number;
};

function keep(keys: MasterKeys, ...[, subject, about]: Parameters<Vault['keep']>): readonly Statement[] {
  const { record, place, values, now } = about;
  const given = FIELDS.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [{ field, value }];
  });
  const key = { id: randomUUID(), content: randomBytes(KEY_BYTES) };
  const master = newest(keys);
  const wrapped = seal(master.key, key.content, keyContext(subject, key.id));
  const sealed = given.map(({ field, value }) => seal(key.content, Buffer.from(value), valueContext(subject, field)));
  const blinds = given.map(({ field, value }) =>
    FINDABLE.includes(field) ? blindIndex(keys.index, field as FindableField, value) : null,
  );
  const fields = given.map(({ field }) => field);
  const held = [subject, record, place.unit, place.line, place.internal ?? false, now];
  return [{ call: 'vault_keep', values: [...held, key.id, wrapped, master.number, fields, sealed, blinds] }];
}

function opened(keys: MasterKeys, row: SealedRow): string {
  const key = unseal(getMaster(keys, row.master), row.wrapped, keyContext(row.subject, row.key));
  return unseal(key, row.sealed, valueContext(row.subject, row.field)).toString();
}

async function reveal(keys: MasterKeys, ...[tx, asked]: Parameters<Vault['reveal']>): Promise<string | undefined> {
  const { subject, field, purpose, now } = asked;
  const id = uuidv7From(Date.parse(now), randomBytes(16));
  const { rows } = await sql<SealedRow>`
    WITH opened AS MATERIALIZED (SELECT * FROM vault_open(ARRAY[${subject}]::uuid[], ARRAY[${field}])),
    told AS (INSERT INTO audit_entry (id, at, actor, action, record, unit_id, detail)
      SELECT ${id}::uuid, ${now}::timestamptz, current_setting('beichen.actor'), 'vault.reveal', ${subject}, NULL, ${JSON.stringify({ field, purpose })}::jsonb FROM opened)
    SELECT * FROM opened`.execute(tx);
  const [row] = rows;
  return row === undefined ? undefined : opened(keys, row);
}

async function revealAll(
  keys: MasterKeys,
  ...[tx, asked]: Parameters<Vault['revealAll']>
): Promise<ReadonlyMap<string, string>> {
  const { subjects, field, purpose, actor, now } = asked;
  const ids = subjects.map(() => uuidv7From(Date.parse(now), randomBytes(16)));
  const { rows } = await sql<SealedRow>`
    WITH opened AS MATERIALIZED (SELECT * FROM vault_open(${subjects}::uuid[], ARRAY[${field}])),
    told AS (INSERT INTO audit_entry (id, at, actor, action, record, unit_id, detail)
      SELECT DISTINCT ON (o.subject) asked.id, ${now}::timestamptz, ${actor}, 'vault.reveal', o.subject, NULL::integer, ${JSON.stringify({ field, purpose })}::jsonb
      FROM opened o JOIN unnest(${subjects}::uuid[], ${ids}::uuid[]) AS asked (subject, id) ON asked.subject = o.subject)
    SELECT * FROM opened`.execute(tx);
  return new Map(rows.map((row) => [row.subject, opened(keys, row)]));
}

async function ownOf(keys: MasterKeys, ...[tx, field]: Parameters<Vault['own']>): Promise<string | undefined> {
  const { rows } = await sql<SealedRow>`SELECT * FROM vault_open(ARRAY[current_person()], ARRAY[${field}])`.execute(tx);
  return rows[0] && opened(keys, rows[0]);
}

async function maskedOf(
  keys: MasterKeys,
  ...[tx, subjects]: Parameters<Vault['masked']>
): Promise<ReadonlyMap<string, VaultValues>> {
  const all = new Map<string, VaultValues>();
  if (subjects.length === 0) return all;
  const { rows } =
    await sql<SealedRow>`SELECT * FROM vault_open(${[...new Set(subjects)]}::uuid[], ${FIELDS}::text[])`.execute(tx);
  for (const row of rows)
    all.set(row.subject, { ...all.get(row.subject), [row.field]: masked(row.field, opened(keys, row)) });
  return all;
}

async function filter(keys: MasterKeys, ...[tx, asked]: Parameters<Vault['filter']>): Promise<readonly string[]> {
  const { subjects, field, fits } = asked;
  const { rows } = await sql<SealedRow>`
    SELECT * FROM vault_open(${[...new Set(subjects)]}::uuid[], ARRAY[${field}]) ORDER BY subject`.execute(tx);
  return rows.filter((row) => fits(opened(keys, row))).map(({ subject }) => subject);
}

async function find(keys: MasterKeys, ...[tx, field, value]: Parameters<Vault['find']>): Promise<readonly string[]> {
  const blind = blindIndex(keys.index, field, value);
  const { rows } = await sql<{ subject: string }>`SELECT * FROM vault_find(${field}, ${blind}) AS subject`.execute(tx);
  return rows.map(({ subject }) => subject);
}

/**
 * Opens the vault with the master keys of a file that only this user may read (mode 600), kept outside the database and its backup.
 * `create` makes it where it is missing: for the demo; an installation must refuse to start without the one that it had.
 * @throws NoMasterKey
 */
export async function openVault(about: { readonly keyFile: string; readonly create: boolean }): Promise<Vault> {
  if (about.create) await createKeyFile(about.keyFile);
  const keys = followKeyFile(about.keyFile);
  return {
    keep: (...asked) => keep(keys(), ...asked),
    place: (_, record, { unit, line }) => [{ call: 'vault_place', values: [record, unit, line] }],
    reveal: (...asked) => reveal(keys(), ...asked),
    revealAll: (...asked) => revealAll(keys(), ...asked),
    own: (...asked) => ownOf(keys(), ...asked),
    masked: (...asked) => maskedOf(keys(), ...asked),
    sealSecret: (context, content) => {
      const { number, key } = newest(keys());
      return { sealed: seal(key, content, context), master: number };
    },
    openSecret: (context, { sealed, master }) => unseal(getMaster(keys(), master), sealed, context),
    filter: (...asked) => filter(keys(), ...asked),
    find: (...asked) => find(keys(), ...asked),
    fingerprint: (text) => fingerprintOf(keys().index, text),
    erase: (_, subject) => [{ call: 'vault_erase', values: [subject] }],
  };
}
