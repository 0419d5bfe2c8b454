// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import { digestOf } from '@beichen/method';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { untilNotOvertaken } from '@beichen/platform-server/db/overtaken.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { lackingOf } from '../../rules/evaluation.ts';
import { resultRows } from '../../rules/result-rows.ts';
import { unitsOn } from '../queries/facts.ts';
import { giveUpRequest, type Request, type Settled, settle, takeRequest, writeFacts } from '../store/frozen.ts';
import { openNotice } from '../store/notice.ts';
import { writeUnits } from '../store/results.ts';
import { type Assessing, evaluated } from './evaluating.ts';
import { frozenFacts } from './frozen-facts.ts';
import { writeRows } from './write-rows.ts';

const FREEZING = 'assessment.finalise';

/** Who freezes: the job, which may do nothing else. */
const FREEZER: Actor = { kind: 'system', name: 'assessment', permissions: [FREEZING] };

/** An audit row of what no person did. */
export async function auditBySystem(
  tx: Database,
  of: { readonly id: string; readonly unit_id: number; readonly now: Instant },
  what: { readonly action: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { id, unit_id, now } = of;
  const { action, detail } = what;
  await tx
    .insertInto('audit_entry')
    .values({
      id: uuidv7From(millisOf(now), randomBytes(16)),
      at: now,
      actor: nameOf(FREEZER),
      action,
      record: id,
      unit_id,
      detail: JSON.stringify(detail),
    })
    .execute();
}

/** The audit row, which carries the digest into the chain, and the event of a result that became final or is shown for notice. */
async function tell(tx: Database, request: Request, settled: Settled): Promise<void> {
  const { id, unit_id, edition, period, as_of: asOf } = request;
  const { state, digest, catalogue, supersedes, lacking, now } = settled;
  const detail = { state, digest, period, edition, catalogue, asOf, supersedes, lacking };
  await auditBySystem(tx, { id, unit_id, now }, { action: FREEZING, detail });
  if (state === 'trial') return;
  const name = state === 'final' ? 'assessment.finalised' : 'assessment.noticed';
  await tx.insertInto('outbox').values({ name, unit_id, record: id, instants: [], at: now }).execute();
}

/**
 * Makes a requested evaluation final, or one that is shown for notice, or a trial where measures are lacking: units as of the period's last day, facts as known when it
 * was asked for with the records behind each, results, reasons and digest, all of one snapshot and in one transaction. So a killed run
 * leaves nothing behind, and one that is run again finds it done.
 */
export async function finalise(
  db: Database,
  assessing: Assessing,
  asked: { readonly evaluation: string; readonly now: Instant },
): Promise<void> {
  const { pack, editions } = assessing;
  await untilNotOvertaken(() =>
    inTransaction(db, 'snapshot', async (tx) => {
      const request = await takeRequest(tx, asked.evaluation);
      if (request === undefined) return;
      const { id, edition, period, tree_date: treeDate, as_of: knownAt } = request;
      const { compiled, measures } = await editions.get(tx, edition);
      const units = await unitsOn(tx, compiled.method.subject, treeDate);
      const facts = await frozenFacts(tx, assessing, { frozen: { edition, period, treeDate, knownAt }, units });
      const evaluation = evaluated(compiled, units, facts);
      const lacking = lackingOf(measures, evaluation.table.facts);
      await writeUnits(tx, id, units);
      await writeFacts(tx, id, facts);
      const rows = resultRows(evaluation, units, (measure) => pack.catalogue.measures.get(measure));
      await writeRows(tx, id, { rows, stored: new Map() });
      const isWhole = lacking.length === 0;
      const settled: Settled = {
        state: isWhole ? request.aim : 'trial',
        digest: isWhole ? digestOf(evaluation, createHash('sha256')) : null,
        catalogue: pack.catalogueDigest,
        lacking,
        supersedes: isWhole ? request.former : null,
        now: asked.now,
      };
      await settle(tx, id, settled);
      if (settled.state === 'notice') await openNotice(tx, assessing.time, { ...request, now: asked.now });
      await tell(tx, request, settled);
    }),
  );
}

/** A request whose job used up its attempts: it says so, and holds up no further freeze of the period. */
export async function giveUp(
  db: Database,
  asked: { readonly evaluation: string; readonly now: Instant },
): Promise<void> {
  const { evaluation: id, now } = asked;
  await inTransaction(db, 'ordinary', async (tx) => {
    const unit_id = await giveUpRequest(tx, id, now);
    if (unit_id !== undefined)
      await auditBySystem(tx, { id, unit_id, now }, { action: FREEZING, detail: { state: 'failed' } });
  });
}
