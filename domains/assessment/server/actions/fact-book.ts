// SPDX-License-Identifier: Apache-2.0
import { faultsInOrder, type SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import { instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import { type BookPreview, MOST_FORMS } from '../../model/fact-book.ts';
import { type BookPlan, type FactLine, planBook } from '../../rules/read-fact-book.ts';
import { type LoadedForm, standingForms } from '../queries/fact-book.ts';
import { formsHandedIn, type HandedForm } from '../store/fact-book.ts';
import type { FactDeps } from './fact-deps.ts';
import { declaredIn, declarer } from './fill-form.ts';

/** A file as it was read. What could not be read at all is among its faults. */
export type FactLines = { readonly lines: readonly FactLine[]; readonly faults: readonly SheetFault[] };
type Checking = { readonly id: string; readonly book: FactLines };
type Carrying = Checking & { readonly over: readonly string[] };

type Loaded = {
  readonly plan: BookPlan<LoadedForm>;
  readonly rows: number;
  /** Where whoever hands in holds the post for it. */
  readonly home: { readonly unit: number; readonly path: string };
};

const DECLARE = 'assessment.declare';

const TOO_MANY: SheetFault = {
  sheet: '',
  row: null,
  column: null,
  value: '',
  what: { zh: `超过${MOST_FORMS}张表`, en: `More than ${MOST_FORMS} forms` },
  mend: { zh: '分成几个文件', en: 'Split the file' },
};

const BARE: SheetFault = {
  ...TOO_MANY,
  what: { zh: '文件里没有一行填报', en: 'The file has no row to hand in' },
  mend: { zh: '导出填报表，填好再导入', en: 'Export the forms, fill them in, then import' },
};

async function load(tx: Database, deps: FactDeps, about: Carrying & { readonly moment: Moment }) {
  const { book, over, moment } = about;
  const post = moment.grants.find(({ permissions, line }) => line === null && permissions.includes(DECLARE));
  if (post === undefined) return undefined;
  const ids = [...new Set(book.lines.map((line) => line.text('form')))].filter((id) => recordId.safeParse(id).success);
  const forms = ids.length > MOST_FORMS ? [] : await standingForms(tx, deps, ids);
  const known = new Map(forms.map((form) => [form.id, form]));
  const plan = planBook(book.lines, { forms: known, over: new Set(over), now: moment.now });
  const besides = ids.length > MOST_FORMS ? [TOO_MANY] : book.lines.length + book.faults.length === 0 ? [BARE] : [];
  const faults = besides.length > 0 ? besides : [...book.faults, ...plan.faults];
  return { plan: { ...plan, faults }, rows: book.lines.length, home: { unit: post.unit, path: post.path } };
}

function previewOf({ plan, rows }: Loaded): BookPreview {
  const { faults, conflicts, hands, same, empty } = plan;
  return {
    faults: faultsInOrder(faults),
    faultCount: faults.length,
    conflicts: [...conflicts],
    hands: hands.map(({ form: { id, name, period, measures } }) => ({
      form: id,
      name,
      period,
      figures: measures.length,
    })),
    same,
    empty,
    rows,
  };
}

const guardOf = (paths: readonly string[]) => ({ paths, line: null, sensitivity: 'internal' as const, roles: [] });

/** Says what a file would hand in, and what stands against it; writes nothing. */
export function checkBookAction(
  deps: FactDeps,
): Action<Checking, Loaded, { readonly id: string; readonly unit: number; readonly preview: BookPreview }> {
  return {
    name: DECLARE,
    permission: DECLARE,
    parties: [],
    load: (tx, asked, moment) => load(tx, deps, { ...asked, over: [], moment }),
    guard: ({ home }) => guardOf([home.path]),
    decide: (loaded, { id }) => ({ id, unit: loaded.home.unit, preview: previewOf(loaded) }),
    write: () => [],
    tell: ({ id, unit, preview }) => ({
      status: 200,
      answer: { checked: true },
      once: { preview },
      record: id,
      unit,
      detail: { checked: true, faults: preview.faultCount, hands: preview.hands.length },
      events: [],
    }),
  };
}

type Decision = Moment & { readonly id: string; readonly loaded: Loaded; readonly handed: readonly HandedForm[] };

/** Each form in the post that may fill it in. @throws Refusal where a fault stands against any of it */
function decide(
  deps: FactDeps,
  { loaded, id }: { readonly loaded: Loaded; readonly id: string },
  moment: Moment,
): Decision {
  const faults = loaded.plan.faults.map(({ sheet, row, column, what, mend }) => ({
    path: ['', 'file', sheet, row ?? '', column ?? ''].join('/'),
    what,
    mend,
  }));
  if (faults.length > 0) throw badInput(faults.slice(0, 200));
  const handed = loaded.plan.hands.map(({ form: { row, last }, values }) => {
    const { post } = declarer(deps, row, moment);
    return { row, values, declared: declaredIn(row, values, last), post };
  });
  return { ...moment, id, loaded, handed };
}

/** Hands in what a file holds, all of it or nothing; forms that somebody changed since are left, unless their newer state was seen. */
export function handInBookAction(deps: FactDeps): Action<Carrying, Loaded, Decision> {
  return {
    name: DECLARE,
    permission: DECLARE,
    parties: [],
    load: (tx, asked, moment) => load(tx, deps, { ...asked, moment }),
    guard: ({ home, plan }) =>
      guardOf(plan.hands.length === 0 ? [home.path] : plan.hands.map(({ form }) => form.row.path)),
    decide: (loaded, { id }, moment) => decide(deps, { loaded, id }, moment),
    write(_, { handed, person, now }) {
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return formsHandedIn(handed, { person, now });
    },
    tell({ id, handed, loaded: { plan, home } }) {
      const lastMoment = (period: string) =>
        instantOfMillis(millisOf(boundsOf(getPeriod(period), deps.time.zone).until) - 1);
      return {
        status: 200,
        answer: { id, handed: handed.length, same: plan.same, left: plan.conflicts.length },
        record: id,
        unit: home.unit,
        detail: { forms: handed.map(({ row }) => row.id), left: plan.conflicts.map(({ form }) => form) },
        events: handed.map(({ row }) => ({
          name: 'assessment.declared',
          unit: row.unit,
          record: row.id,
          instants: [lastMoment(row.period)],
        })),
      };
    },
  };
}
