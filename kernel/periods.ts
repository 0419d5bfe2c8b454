// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, type Instant, startOfDay } from './time.ts';

export type PeriodKind = 'year' | 'half' | 'quarter' | 'month';

/** A period of the calendar. `index` counts from 1 within the year. `id` is what packs and records name it by. */
export type Period = {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly year: number;
  readonly index: number;
};

type Words = { readonly zh: string; readonly en: string };

type KindOfPeriod = {
  readonly months: number;
  /** What follows the year in the id. */
  readonly suffix: (index: number) => string;
  readonly name: (year: string, index: number) => Words;
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ORDINALS = '一二三四';

const KINDS: Readonly<Record<PeriodKind, KindOfPeriod>> = {
  year: { months: 12, suffix: () => '', name: (year) => ({ zh: `${year}年`, en: year }) },
  half: {
    months: 6,
    suffix: (index) => `-h${index}`,
    name: (year, index) => ({ zh: `${year}年${index === 1 ? '上' : '下'}半年`, en: `H${index} ${year}` }),
  },
  quarter: {
    months: 3,
    suffix: (index) => `-q${index}`,
    name: (year, index) => ({ zh: `${year}年第${ORDINALS[index - 1]}季度`, en: `Q${index} ${year}` }),
  },
  month: {
    months: 1,
    suffix: (index) => `-${String(index).padStart(2, '0')}`,
    name: (year, index) => ({ zh: `${year}年${index}月`, en: `${MONTHS[index - 1]} ${year}` }),
  },
};

const ID = /^(\d{4})(?:-(?:h([12])|q([1-4])|(0[1-9]|1[0-2])))?$/;

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}

function periodAt(kind: PeriodKind, year: number, index: number): Period {
  if (year < 1 || year > 9998) throw new RangeError(`no period in the year ${year}`);
  return { id: `${yearText(year)}${KINDS[kind].suffix(index)}`, kind, year, index };
}

/** The period of an id such as `2026`, `2026-h1`, `2026-q3`, `2026-09`; undefined where it is no such id. */
export function findPeriod(id: string): Period | undefined {
  const [whole, year, half, quarter, month] = ID.exec(id) ?? [];
  if (whole === undefined || year === '0000' || year === '9999') return undefined;
  if (half !== undefined) return periodAt('half', Number(year), Number(half));
  if (quarter !== undefined) return periodAt('quarter', Number(year), Number(quarter));
  if (month !== undefined) return periodAt('month', Number(year), Number(month));
  return periodAt('year', Number(year), 1);
}

/** As findPeriod, for an id that must be one: a RangeError otherwise. */
export function getPeriod(id: string): Period {
  const period = findPeriod(id);
  if (period === undefined) throw new RangeError(`not a period (2026, 2026-h1, 2026-q3, 2026-09): ${id}`);
  return period;
}

/** The first day of the month that lies `months` after January of the year. */
function firstOfMonth(year: number, months: number): CivilDate {
  const month = (months % 12) + 1;
  return civilDate(`${yearText(year + Math.floor(months / 12))}-${String(month).padStart(2, '0')}-01`);
}

export function firstDay(period: Period): CivilDate {
  return firstOfMonth(period.year, (period.index - 1) * KINDS[period.kind].months);
}

export function lastDay(period: Period): CivilDate {
  return addDays(dayAfter(period), -1);
}

function dayAfter(period: Period): CivilDate {
  return firstOfMonth(period.year, period.index * KINDS[period.kind].months);
}

/** From the first moment of the period to the first moment after it, in a zone: `from` is inside, `until` is not. */
export function boundsOf(period: Period, zone: string): { readonly from: Instant; readonly until: Instant } {
  return { from: startOfDay(firstDay(period), zone), until: startOfDay(dayAfter(period), zone) };
}

/** The period of a kind that a date lies in. */
export function periodOf(date: CivilDate, kind: PeriodKind): Period {
  const month = Number(date.slice(5, 7));
  return periodAt(kind, Number(date.slice(0, 4)), Math.ceil(month / KINDS[kind].months));
}

/** The period of the same kind just before (what 环比 compares with). */
export function previousPeriod(period: Period): Period {
  if (period.index > 1) return periodAt(period.kind, period.year, period.index - 1);
  return periodAt(period.kind, period.year - 1, 12 / KINDS[period.kind].months);
}

/** The same period of the year before (what 同比 compares with). */
export function samePeriodLastYear(period: Period): Period {
  return periodAt(period.kind, period.year - 1, period.index);
}

export function periodContains(period: Period, date: CivilDate): boolean {
  return firstDay(period) <= date && date < dayAfter(period);
}

/** What people call a period: 2026年第三季度, Q3 2026. */
export function nameOfPeriod(period: Period): Words {
  return KINDS[period.kind].name(String(period.year), period.index);
}
