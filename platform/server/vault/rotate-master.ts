// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import { totpContext } from '../login/factors/factors.ts';
import { getMaster, type MasterKeys, newest, readKeyFile, replaceKeyFile, withNewMaster } from './master-keys.ts';
import { keyContext, seal, unseal } from './seal.ts';

const BATCH = 500;

type KeyRow = { readonly id: string; readonly subject: string; readonly wrapped: Buffer; readonly master: number };

async function anyLeft(db: Database, number: number): Promise<boolean> {
  const { rows } = await sql`SELECT FROM vault_key WHERE master <> ${number}
    UNION ALL SELECT FROM account_factor WHERE master <> ${number} LIMIT 1`.execute(db);
  return rows.length > 0;
}

async function rewrapSome(db: Database, keys: MasterKeys): Promise<number> {
  const master = newest(keys);
  return await inTransaction(db, 'ordinary', async (tx) => {
    const { rows } = await sql<KeyRow>`SELECT id, subject, wrapped, master FROM vault_key
      WHERE master <> ${master.number} LIMIT ${BATCH} FOR UPDATE`.execute(tx);
    const wrapped = rows.map((row) => {
      const context = keyContext(row.subject, row.id);
      return seal(master.key, unseal(getMaster(keys, row.master), row.wrapped, context), context);
    });
    await sql`UPDATE vault_key SET wrapped = fresh.wrapped, master = ${master.number}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${wrapped}::bytea[]) AS fresh (id, wrapped) WHERE vault_key.id = fresh.id`.execute(
      tx,
    );
    return rows.length;
  });
}

type SecretRow = { readonly id: string; readonly sealed: Buffer; readonly master: number };

/** Secrets of factors are sealed with the master key itself: they are sealed anew. */
async function resealSome(db: Database, keys: MasterKeys): Promise<number> {
  const master = newest(keys);
  return await inTransaction(db, 'ordinary', async (tx) => {
    const { rows } = await sql<SecretRow>`SELECT id, sealed, master FROM account_factor
      WHERE master <> ${master.number} LIMIT ${BATCH} FOR UPDATE`.execute(tx);
    const sealed = rows.map((row) => {
      const context = totpContext(row.id);
      return seal(master.key, unseal(getMaster(keys, row.master), row.sealed, context), context);
    });
    await sql`UPDATE account_factor SET sealed = fresh.sealed, master = ${master.number}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${sealed}::bytea[]) AS fresh (id, sealed) WHERE account_factor.id = fresh.id`.execute(
      tx,
    );
    return rows.length;
  });
}

/**
 * Adds a master key to the file and wraps every key of the vault anew with it, as the worker, while everything runs. Stopped in the
 * middle, the next call goes on with the same master key. Gives how many keys were wrapped anew. Values stay as they are.
 */
export async function rotateMaster(db: Database, keyFile: string): Promise<number> {
  const before = readKeyFile(keyFile);
  const unfinished = before.masters.length > 1 && (await anyLeft(db, newest(before).number));
  const keys = unfinished ? before : withNewMaster(before);
  if (!unfinished) await replaceKeyFile(keyFile, keys);
  let total = 0;
  for (;;) {
    const some = (await rewrapSome(db, keys)) + (await resealSome(db, keys));
    if (some === 0) return total;
    total += some;
  }
}

/**
 * Removes from the file the master keys that wrap nothing any more. From then on the vault in older backups is unreadable too, the
 * values of erased subjects with it. Gives how many were removed.
 */
export async function forgetMasters(db: Database, keyFile: string): Promise<number> {
  const keys = readKeyFile(keyFile);
  const { rows } = await sql<{ master: number }>`SELECT master FROM vault_key UNION
    SELECT master FROM account_factor WHERE master IS NOT NULL`.execute(db);
  const needed = new Set([...rows.map(({ master }) => master), newest(keys).number]);
  const masters = keys.masters.filter(({ number }) => needed.has(number));
  if (masters.length < keys.masters.length) await replaceKeyFile(keyFile, { ...keys, masters });
  return keys.masters.length - masters.length;
}
