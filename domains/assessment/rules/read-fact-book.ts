// SPDX-License-Identifier: Apache-2.0

import type { Line } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { type BookConflict, type FactColumn, noneText } from '../model/fact-book.ts';
import type { EnteredValue, EnteredValues, MeasureAsked } from '../model/facts.ts';
import { faultsOfForm, isLocked } from './entered.ts';

export type FactLine = Line<FactColumn>;

/** A form as it stands in the city. `entered` is the draft, or what was declared already. */
export type StandingForm = {
  readonly id: string;
  readonly name: string;
  readonly period: string;
  readonly version: number;
  readonly handedAt: Instant | null;
  readonly dueAt: Instant;
  readonly lateUntil: Instant | null;
  readonly measures: readonly MeasureAsked[];
  readonly entered: EnteredValues;
};

/** What a file comes to: forms to hand in, forms that somebody changed since, those that are as they were, those left empty. */
export type BookPlan<Form> = {
  readonly faults: readonly SheetFault[];
  readonly hands: readonly { readonly form: Form; readonly values: EnteredValues }[];
  readonly conflicts: readonly BookConflict[];
  readonly same: number;
  readonly empty: number;
};

type About<Form> = {
  readonly forms: ReadonlyMap<string, Form>;
  /** Forms whose newer state was seen and is to be written over: `id:version`. */
  readonly over: ReadonlySet<string>;
  readonly now: Instant;
};

const say = (zh: string, en: string): Words => ({ zh, en });
const AS_EXPORTED = say('照导出的文件改回来', 'Put back what the exported file has');

/** A number as people write it: digits of either width, no marks between thousands; `null` where nothing stands. */
function numberIn(line: FactLine, column: 'num' | 'den', faults: SheetFault[]): number | null {
  const text = line.text(column).normalize('NFKC');
  if (text === '') return null;
  if (/^-?\d{1,13}(\.\d{1,6})?$/u.test(text)) return Number(text);
  const mend = say(
    '只写数字，如 12 或 3.5；不写单位、百分号和千分位',
    'Write digits alone, as 12 or 3.5: no unit, percent sign or thousands mark',
  );
  faults.push(line.fault(column, say('不是数', 'This is no number'), mend));
  return null;
}

function noneIn(line: FactLine, faults: SheetFault[]): boolean {
  const text = line.text('none').toLowerCase();
  if (['', '否', 'no'].includes(text)) return false;
  if (text !== noneText('zh') && text !== noneText('en'))
    faults.push(
      line.fault('none', say('只能写“是”', 'Only yes may stand here'), say('写“是”，或留空', 'Write yes, or nothing')),
    );
  else if (line.text('num') + line.text('den') !== '')
    faults.push(
      line.fault(
        'none',
        say('写了“是”，又填了数', 'It says that there is none, and has a figure'),
        say('二者留一', 'Keep one of the two'),
      ),
    );
  return true;
}

const isBlank = (line: FactLine): boolean => line.text('num') + line.text('den') + line.text('none') === '';

/** The values of one form from its rows. */
function valuesIn(lines: readonly FactLine[], faults: SheetFault[]): EnteredValues {
  const filled = lines.filter((line) => !isBlank(line));
  return Object.fromEntries(
    filled.map((line) => {
      const [num, den] = [numberIn(line, 'num', faults), numberIn(line, 'den', faults)];
      const none = noneIn(line, faults);
      const value: EnteredValue = { num: none ? null : num, den: none ? null : den, none, confirmed: false };
      return [line.text('measure'), value];
    }),
  );
}

/** Rows that stand twice, name what the form does not ask, or have lost their version. */
function faultsOfRows(form: StandingForm, lines: readonly FactLine[]): SheetFault[] {
  const asked = new Set(form.measures.map(({ id }) => id));
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const id = line.text('measure');
    const twice = seen.has(id);
    seen.add(id);
    return [
      ...(asked.has(id)
        ? []
        : [line.fault('measure', say('这张表没有要这个指标', 'The form does not ask for it'), AS_EXPORTED)]),
      ...(twice
        ? [line.fault('measure', say('同一张表里写了两行', 'It stands in two rows'), say('留一行', 'Keep one row'))]
        : []),
      ...(/^\d{1,9}$/u.test(line.text('version'))
        ? []
        : [line.fault('version', say('不是版本', 'This is no version'), AS_EXPORTED)]),
    ];
  });
}

/** What is wrong with the values, said at their cells; of a row that is missing, at the first of the form. */
function faultsOfValues(form: StandingForm, lines: readonly FactLine[], values: EnteredValues): SheetFault[] {
  return faultsOfForm(form.measures, values).flatMap(({ path, what, mend }) => {
    const [, measure = '', part = 'num'] = /^body\/values\/(.+?)(?:\/(num|den))?$/u.exec(path) ?? [];
    const line = lines.find((one) => one.text('measure') === measure) ?? lines[0];
    return line === undefined ? [] : [line.fault(part as 'num' | 'den', what, mend)];
  });
}

const isSame = (a: EnteredValue | undefined, b: EnteredValue | undefined): boolean =>
  a !== undefined && b !== undefined && a.num === b.num && a.den === b.den && a.none === b.none;

const areSame = ({ measures, entered }: StandingForm, values: EnteredValues): boolean =>
  measures.every(({ id }) => isSame(values[id], entered[id]));

const shown = (value: EnteredValue | undefined) =>
  value === undefined ? null : { num: value.num, den: value.den, none: value.none };

function conflictOf(form: StandingForm, values: EnteredValues): BookConflict {
  const figures = form.measures
    .filter(({ id }) => !isSame(values[id], form.entered[id]))
    .map(({ id, title, unit }) => ({
      title,
      unit,
      yours: shown(values[id]) ?? { num: null, den: null, none: false },
      theirs: shown(form.entered[id]),
    }));
  return { form: form.id, name: form.name, period: form.period, version: form.version, figures };
}

type Verdict = 'empty' | 'same' | 'conflict' | 'hand' | readonly SheetFault[];

/** What the rows of one form come to. Those as they were handed in do nothing, whatever their version: so a file that is sent twice does nothing twice. */
function verdictOn(form: StandingForm, lines: readonly FactLine[], about: Omit<About<never>, 'forms'>) {
  const faults = faultsOfRows(form, lines);
  const values = valuesIn(lines, faults);
  const told = (verdict: Verdict) => ({ verdict, values });
  if (faults.length > 0) return told(faults);
  if (Object.keys(values).length === 0) return told('empty');
  const isKnown = areSame(form, values);
  if (form.handedAt !== null && isKnown) return told('same');
  if (isLocked(form, about.now)) {
    const what = say('已经截止', 'It is past its due time');
    return told(
      lines
        .slice(0, 1)
        .map((line) => line.fault('form', what, say('在“填报”里申请补报', 'Ask under “Entries” to hand it in late'))),
    );
  }
  const wrong = faultsOfValues(form, lines, values);
  if (wrong.length > 0) return told(wrong);
  const wasChanged = lines.some((line) => Number(line.text('version')) !== form.version);
  const isSeen = about.over.has(`${form.id}:${form.version}`);
  return told(wasChanged && !isKnown && !isSeen ? 'conflict' : 'hand');
}

/** Compares the rows of a file with the forms as they stand. Nothing is decided by halves: a form is handed in whole, or its faults are told. */
export function planBook<Form extends StandingForm>(lines: readonly FactLine[], about: About<Form>): BookPlan<Form> {
  const faults: SheetFault[] = [];
  const hands: { form: Form; values: EnteredValues }[] = [];
  const conflicts: BookConflict[] = [];
  const count = { same: 0, empty: 0 };
  for (const [id, own] of Map.groupBy(lines, (line) => line.text('form'))) {
    const form = about.forms.get(id);
    if (form === undefined) {
      const what = say('没有这张表，或不在本岗位能填的范围内', 'There is no such form, or it is not yours to fill in');
      faults.push(
        ...own
          .slice(0, 1)
          .map((line) => line.fault('form', what, say('重新导出，填进新的文件', 'Export anew and fill that in'))),
      );
      continue;
    }
    const { verdict, values } = verdictOn(form, own, about);
    if (verdict === 'hand') hands.push({ form, values });
    else if (verdict === 'conflict') conflicts.push(conflictOf(form, values));
    else if (typeof verdict === 'string') count[verdict] += 1;
    else faults.push(...verdict);
  }
  return { faults, hands, conflicts, ...count };
}
