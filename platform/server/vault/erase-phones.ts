// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import { inScope, NOBODY } from '../db/scope.ts';
import { writeTogether } from '../db/write-together.ts';
import type { Vault } from './vault.ts';

/** What came of the wish to be forgotten. */
export type Erased = {
  /** Subjects whose keys and values are destroyed: a person is one in each record that names it. */
  readonly subjects: number;
  /** Subjects that were left alone, since they hold an open account. */
  readonly serving: number;
  /** Phones that nobody has. */
  readonly unknown: number;
};

const ACTOR = 'system:erase-person';

async function servingAmong(tx: Database, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  if (subjects.length === 0) return new Set();
  const rows = await tx
    .selectFrom('account')
    .select('person')
    .where('person', 'in', [...subjects])
    .where('closed_at', 'is', null)
    .execute();
  return new Set(rows.map(({ person }) => person));
}

async function eraseOne(tx: Database, vault: Vault, { subject, now }: { subject: string; now: Instant }) {
  const id = uuidv7From(millisOf(now), randomBytes(16));
  const told = { id, at: now, actor: ACTOR, action: 'vault.erase', record: subject, unit_id: null, detail: '{}' };
  await writeTogether(tx, [...vault.erase(tx, subject), { query: tx.insertInto('audit_entry').values(told) }]);
}

/**
 * Erases whoever has one of these phones, everywhere, as the worker: keys and values are destroyed, the audit says which subject. Records
 * and results keep the subject's id.
 */
export async function erasePhones(
  db: Database,
  vault: Vault,
  asked: { readonly phones: readonly string[]; readonly now: Instant },
): Promise<Erased> {
  return await inScope(db, { ...NOBODY, actor: ACTOR }, async (tx) => {
    const all = { subjects: 0, serving: 0, unknown: 0 };
    for (const phone of asked.phones) {
      const found = await vault.find(tx, 'phone', phone);
      const serving = await servingAmong(tx, found);
      const wanted = found.filter((subject) => !serving.has(subject));
      for (const subject of wanted) await eraseOne(tx, vault, { subject, now: asked.now });
      all.subjects += wanted.length;
      all.serving += serving.size;
      if (found.length === 0) all.unknown += 1;
    }
    return all;
  });
}
