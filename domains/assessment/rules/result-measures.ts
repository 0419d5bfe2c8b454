// SPDX-License-Identifier: Apache-2.0
import { findPeriod, firstDay, getPeriod, lastDay, type PeriodKind } from '@beichen/kernel/periods.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { UnitFact } from './fact-table.ts';

/**
 * A final result as a measure: `assessment.METHOD.total`, `.stars` or `.section.ID`; between method and figure may stand a part of the
 * year (`q1`, `h2`, `09`), without which the figure is that of the period itself.
 */
export type ResultMeasure = {
  readonly method: string;
  /** The part of the year whose result is meant. */
  readonly part: string | null;
  readonly figure: 'total' | 'stars' | { readonly section: string };
};

const ID = '[a-z0-9]+(?:-[a-z0-9]+)*';
const NAME = new RegExp(
  `^assessment\\.(?<method>${ID})\\.(?:(?<part>q[1-4]|h[12]|0[1-9]|1[0-2])\\.)?(?:(?<whole>total|stars)|section\\.(?<section>${ID}))$`,
  'u',
);

/** What a measure's name says of a result; `undefined` where it names none. */
export function findResultMeasure(measure: string): ResultMeasure | undefined {
  const { method, part, whole, section } = NAME.exec(measure)?.groups ?? {};
  if (method === undefined) return undefined;
  const figure = section === undefined ? (whole as 'total' | 'stars') : { section };
  return { method, part: part ?? null, figure };
}

/** A final result of one unit, as far as it is a measure. */
export type UnitOutcome = {
  readonly evaluation: string;
  readonly method: string;
  readonly period: string;
  readonly unit_id: number;
  readonly total: number;
  readonly stars: number;
  readonly points: Readonly<Record<string, number>>;
};

/** A fact that results give, with the evaluations that it comes from. */
export type ResultFact = UnitFact & { readonly evaluations: readonly string[] };

function figureOf({ total, stars, points }: UnitOutcome, { figure }: ResultMeasure): number | undefined {
  if (figure === 'total') return total;
  return figure === 'stars' ? stars : points[figure.section];
}

/** The period that a measure means in a year. */
const periodMeant = (year: number, { part }: ResultMeasure, own: string): string =>
  part === null ? own : `${String(year).padStart(4, '0')}-${part}`;

/** Whether a period lies in another, or is it. */
function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [getPeriod(inner), getPeriod(outer)];
  return firstDay(other) <= firstDay(one) && lastDay(one) <= lastDay(other);
}

/** What the results of a unit give: that of the period that is meant; where only parts of it have any, their sum over how many there are. */
function figuresAt(outcomes: readonly UnitOutcome[], measure: ResultMeasure, period: string) {
  const meant = periodMeant(getPeriod(period).year, measure, period);
  const exact = outcomes.filter((one) => one.period === meant);
  const used =
    exact.length > 0 || measure.part !== null ? exact : outcomes.filter((one) => isWithin(one.period, meant));
  const found = used.flatMap((one) => {
    const figure = figureOf(one, measure);
    return figure === undefined ? [] : [{ figure, evaluation: one.evaluation }];
  });
  if (found.length === 0) return undefined;
  const num = found.reduce((sum, { figure }) => sum + figure, 0);
  return { num, den: exact.length > 0 ? null : found.length, evaluations: found.map(({ evaluation }) => evaluation) };
}

/** The facts that final results give for a period; where a unit has none there is no fact. `outcomes` are of the period and of what lies within. */
export function resultFacts(
  names: readonly string[],
  period: string,
  outcomes: readonly UnitOutcome[],
): readonly ResultFact[] {
  const byUnit = Map.groupBy(outcomes, ({ method, unit_id }) => `${method} ${unit_id}`);
  return names.flatMap((name) => {
    const measure = findResultMeasure(name);
    if (measure === undefined) return [];
    return [...byUnit.values()].flatMap((list) => {
      const [{ unit_id, method } = { unit_id: 0, method: '' }] = list;
      const made = method === measure.method ? figuresAt(list, measure, period) : undefined;
      return made === undefined ? [] : [{ unit_id, measure: name, ...made }];
    });
  });
}

const PARTS: Readonly<Record<PeriodKind, Words>> = {
  month: { zh: '个月', en: 'month' },
  quarter: { zh: '个季度', en: 'quarter' },
  half: { zh: '个半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
};

/** What a result is a mean of in a period, where its method runs by the shorter `kind`; `undefined` where it is no mean. */
export function meanOfPeriods(
  { part }: Pick<ResultMeasure, 'part'>,
  kind: PeriodKind | null | undefined,
  period: string,
): Words | undefined {
  return part !== null || kind == null || kind === getPeriod(period).kind ? undefined : PARTS[kind];
}

const SUFFIXES = [
  '',
  '-h1',
  '-h2',
  '-q1',
  '-q2',
  '-q3',
  '-q4',
  ...Array.from({ length: 12 }, (_, at) => `-${String(at + 1).padStart(2, '0')}`),
];

const wholeYear = (year: number) => SUFFIXES.map((suffix) => getPeriod(`${String(year).padStart(4, '0')}${suffix}`));

/** The periods whose results may be facts of a period: those within it, and those that a measure names as part of its year. */
export function periodsUsed(period: string, names: readonly string[]): string[] {
  const own = getPeriod(period);
  const within = wholeYear(own.year).flatMap(({ id }) => (isWithin(id, period) ? [id] : []));
  const named = names.flatMap((name) => {
    const measure = findResultMeasure(name);
    return measure === undefined ? [] : [periodMeant(own.year, measure, period)];
  });
  return [...new Set([...within, ...named])];
}

/** The periods whose results may rest on a result of this one: all of its year. */
export function periodsResting(period: string): string[] {
  const found = findPeriod(period);
  return found === undefined ? [] : wholeYear(found.year).map(({ id }) => id);
}

/** A method as far as naming its results asks. */
export type NamedMethod = { readonly period: string | null; readonly sections: readonly string[] };

/** What is wrong with a measure that names a result; nothing where there is such a result. */
export function faultOfName(
  measure: string,
  methods: ReadonlyMap<string, NamedMethod>,
): { readonly zh: string; readonly en: string } | undefined {
  const named = findResultMeasure(measure);
  if (named === undefined) return { zh: '不是结果指标的写法', en: 'is not how a result is named' };
  const method = methods.get(named.method);
  if (method === undefined) return { zh: `没有考核办法“${named.method}”`, en: `there is no method "${named.method}"` };
  if (typeof named.figure === 'object' && !method.sections.includes(named.figure.section))
    return {
      zh: `这个办法没有“${named.figure.section}”这一部分`,
      en: `that method has no section "${named.figure.section}"`,
    };
  if (named.part === null) return undefined;
  return findPeriod(`2000-${named.part}`)?.kind === method.period
    ? undefined
    : { zh: `这个办法不按“${named.part}”考核`, en: `that method has no period "${named.part}"` };
}

/** Methods whose results rest on each other in a circle, in its order; `undefined` where there is none. */
export function circleOf(measuresByMethod: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (method: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(method)) return [...trail.slice(trail.indexOf(method)), method];
    if (done.has(method)) return undefined;
    const named = (measuresByMethod.get(method) ?? []).flatMap((measure) => findResultMeasure(measure)?.method ?? []);
    for (const next of named) {
      const circle = visit(next, [...trail, method]);
      if (circle !== undefined) return circle;
    }
    done.add(method);
    return undefined;
  };
  for (const method of measuresByMethod.keys()) {
    const circle = visit(method, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
