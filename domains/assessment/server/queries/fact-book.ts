// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { getPeriod, previousPeriod } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { type BookLanguage, FACT_SHEETS } from '../../model/fact-book.ts';
import type { EnteredValues } from '../../model/facts.ts';
import { type Figure, measureAsked } from '../../rules/asked-measures.ts';
import { isLocked } from '../../rules/entered.ts';
import { writeFactBook } from '../../rules/fact-book.ts';
import type { StandingForm } from '../../rules/read-fact-book.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { declaredOfUnits } from './declared-before.ts';
import { type FormRow, formRows } from './load-form.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const periodBefore = (period: string): string => previousPeriod(getPeriod(period)).id;

/** What was entered of a form: its draft, and where nothing is drafted what was declared for the period already. */
function enteredIn({ measures, draft }: FormRow, heldOf: (measure: string) => Figure | undefined): EnteredValues {
  return Object.fromEntries(
    measures.flatMap((id) => {
      const held = heldOf(id);
      const value = draft[id] ?? (held && { ...held, none: false, confirmed: false });
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** A form as it stands, with its row for whoever writes, and what was declared before. */
export type LoadedForm = StandingForm & { readonly row: FormRow; readonly last: ReadonlyMap<string, Figure> };

/** Forms as they stand, with what their units declared in the period and in the one before: two questions, however many forms. */
export async function standingForms(
  tx: Database,
  deps: Pick<FactDeps, 'catalogue'>,
  ids?: readonly string[],
): Promise<LoadedForm[]> {
  const rows = await formRows(tx, ids === undefined ? {} : { ids });
  const periods = [...new Set(rows.flatMap(({ period }) => [period, periodBefore(period)]))];
  const declared = await declaredOfUnits(tx, { units: [...new Set(rows.map(({ unit }) => unit))], periods });
  return rows.map((row) => {
    const { id, name, period, version, handedAt, dueAt, lateUntil, unit, measures } = row;
    const before = periodBefore(period);
    const last = measures.flatMap((measure) => {
      const figure = declared(unit, before, measure);
      return figure === undefined ? [] : [[measure, figure] as const];
    });
    return {
      ...{ id, name, period, version, handedAt, dueAt, lateUntil, row },
      measures: measures.map((measure) => measureAsked(deps.catalogue, measure)),
      entered: enteredIn(row, (measure) => declared(unit, period, measure)),
      last: new Map(last),
    };
  });
}

async function audit({ tx, actor, now }: QueryContext, forms: readonly LoadedForm[]): Promise<void> {
  const id = uuidv7From(millisOf(now), randomBytes(16));
  const detail = JSON.stringify({ forms: forms.length });
  const row = { id, at: now, actor: nameOf(actor), action: 'assessment.export-forms', record: id, detail };
  await tx
    .insertInto('audit_entry')
    .values({ ...row, unit_id: forms[0]?.row.unit ?? null })
    .execute();
}

const isOpen = (form: LoadedForm, now: Instant): boolean => !isLocked(form, now);

/** The forms that the caller may fill in now, as a workbook that comes in again. */
export async function exportForms(ctx: QueryContext, deps: FactDeps, language: BookLanguage): Promise<Response> {
  const { now } = ctx;
  const forms = (await standingForms(ctx.tx, deps)).filter((form) => isOpen(form, now));
  await audit(ctx, forms);
  const on = dateOf(now, deps.time.zone);
  const outgoing = forms.map(({ row, measures, entered, last, ...form }) => ({
    ...form,
    method: row.title,
    lastDay: row.lateLastDay ?? row.lastDay,
    entered,
    measures: measures.map((measure) => ({ ...measure, last: last.get(measure.id) ?? null })),
  }));
  return new Response(writeFactBook(outgoing, { on, language }) as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': XLSX,
      'Content-Disposition': `attachment; filename="forms-${on}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${FACT_SHEETS.figures[language]}-${on}.xlsx`)}`,
      'Cache-Control': 'no-store',
    },
  });
}
