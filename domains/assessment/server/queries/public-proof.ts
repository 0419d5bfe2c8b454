// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import { publicNotice } from './notices.ts';
import type { OpenData } from './open-data.ts';
import { packed } from './open-data-package.ts';

/** What a notice that runs proves itself by. */
export type Proof = { readonly digest: string; readonly asOf: Instant };

/** @throws Refusal where it does not run */
export async function proofOf(tx: Database, notice: string, now: Instant): Promise<Proof> {
  const { rows } = await sql<Proof>`
    SELECT digest, as_of AS "asOf" FROM public_notice_proof(${notice}::uuid, ${now})`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  return rows[0];
}

/** What a notice that runs was computed from, for anybody. @throws Refusal */
export async function publicPackage(tx: Database, id: string, now: Instant): Promise<Response> {
  const { notice } = await publicNotice(tx, id, now);
  const { rows } = await sql<OpenData>`
    SELECT method, catalogue, units, facts FROM public_notice_package(${id}::uuid, ${now})`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  const { method, edition, period, outline } = notice;
  return packed(rows[0], { title: outline.title, method, edition, period, ...(await proofOf(tx, id, now)) });
}
