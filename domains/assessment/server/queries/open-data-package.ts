// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { may } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { strToU8, zipSync } from 'fflate';
import { assessmentErrors } from '../../module.ts';
import { factsCsv, packageReadme, unitsCsv } from '../../rules/open-data.ts';
import { type OpenData, openDataOf } from './open-data.ts';
import { getHead, type HeadRow } from './results.ts';

const EXPORT = 'assessment.export';

/** The whole leaves, or nothing: a part of the facts would give another digest. */
function requireWhole({ actor }: QueryContext, { path }: HeadRow): void {
  const whole = { paths: [path], line: null, sensitivity: 'internal' } as const;
  if (!may(actor, EXPORT, whole) || !may(actor, 'assessment.read', whole)) throw new Refusal(platformErrors.forbidden);
}

/** Each export goes into the audit, with the transaction that reads the data. */
async function audit({ tx, actor, now }: QueryContext, { id, unit_id, digest }: HeadRow): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      id: uuidv7From(millisOf(now), randomBytes(16)),
      at: now,
      actor: nameOf(actor),
      action: EXPORT,
      record: id,
      unit_id,
      detail: JSON.stringify({ digest }),
    })
    .execute();
}

/** What a package is of. */
export type PackageOf = {
  readonly title: Words;
  readonly method: string;
  readonly edition: string;
  readonly period: string;
  readonly asOf: Instant;
  readonly digest: string;
};

/** What an evaluation was computed from, its digest, and how to compute it again, as a zip. */
export function packed(data: OpenData, about: PackageOf): Response {
  const { method, period, asOf, digest } = about;
  const files = {
    'method.yaml': strToU8(data.method),
    'measures.yaml': strToU8(data.catalogue),
    'units.csv': strToU8(unitsCsv(data.units)),
    'facts.csv': strToU8(factsCsv(data.facts)),
    'digest.txt': strToU8(`${digest}\n`),
    'README.txt': strToU8(packageReadme(about)),
  };
  return new Response(zipSync(files, { level: 6, mtime: asOf }), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${method}-${period}.zip"`,
      'Cache-Control': 'no-store',
    },
  });
}

/**
 * The open data package of a final evaluation as a zip: what it was computed from, its digest, and how to compute it again.
 * @throws Refusal
 */
export async function openDataPackage(ctx: QueryContext, id: string): Promise<Response> {
  const head = await getHead(ctx.tx, id);
  requireWhole(ctx, head);
  const { method, edition, period, digest, as_of: asOf, outline } = head;
  if (digest === null) throw new Refusal(assessmentErrors.notFinal);
  const data = await openDataOf(ctx.tx, head);
  await audit(ctx, head);
  return packed(data, { title: outline.title, method, edition, period, asOf, digest });
}
