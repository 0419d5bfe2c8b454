// SPDX-License-Identifier: Apache-2.0
import { decimal } from '../amount.ts';
import type { Draft } from '../check/draft.ts';
import { namedMeasures } from '../check/references.ts';
import type { CompiledItem } from '../evaluate/compile.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import { placesOf } from '../evaluate/grades.ts';
import type { Path } from '../source/read-source.ts';
import type { FactColumn } from '../table.ts';

/** Below ten cases one case more or less moves a ratio by more than ten points: chance, not work, decides it. */
const FEW_CASES = 10;

/** Where there is one unit alone, that it has the same points as all units says nothing. */
const FEWEST_UNITS = 2;

/** Names that a warning lists; the rest is counted. */
const NAMED = 3;

/** Warns of what the method comes to on real units and facts. */
export function lintData(draft: Draft, evaluation: Evaluation): void {
  const { compiled, seats } = evaluation;
  if (seats.who.length === 0) {
    draft.fault(['subject'], {
      code: 'no-units',
      what: {
        zh: `单位表里没有类别为“${compiled.method.subject}”的单位`,
        en: `the list of units has none of the kind "${compiled.method.subject}"`,
      },
      mend: { zh: '改正subject，或换用正确的单位表', en: 'correct subject, or use the right list of units' },
    });
    return;
  }
  const absent = lintMeasures(draft, evaluation);
  for (const [section, { items }] of compiled.sections.entries())
    for (const [index, item] of items.entries()) {
      const path: Path = ['sections', section, 'items', index];
      if (item.item.measure !== undefined && absent.has(item.item.measure)) continue;
      lintSame(draft, item, { path, points: evaluation.sections[section]?.items[index] ?? new Float64Array(0) });
      lintFewCases(draft, item, { path, evaluation });
    }
  for (const grade of compiled.grades.keys()) lintPlaces(draft, grade, evaluation);
}

/** Warns once of each measure that no assessed unit has a fact of; gives them back, so that nothing else is said of them. */
function lintMeasures(draft: Draft, { table, seats }: Evaluation): ReadonlySet<string> {
  const absent = new Set<string>();
  for (const { path, measure } of namedMeasures(draft)) {
    if (absent.has(measure)) continue;
    const column = table.facts.get(measure);
    if (column !== undefined && seats.who.some((unit) => column.given[unit] === 1)) continue;
    absent.add(measure);
    draft.fault(path, {
      code: 'no-facts',
      what: { zh: `数据里没有指标“${measure}”的任何一条`, en: `the data has no fact of "${measure}" at all` },
      mend: { zh: '补上数据，或改正指标', en: 'add the facts, or correct the measure' },
    });
  }
  return absent;
}

function lintSame(draft: Draft, { span }: CompiledItem, { path, points }: { path: Path; points: Float64Array }): void {
  const given = points.filter((p) => !Number.isNaN(p));
  const [first] = given;
  if (first === undefined || given.length < FEWEST_UNITS || given.some((p) => p !== first)) return;
  const everyone = `${given.length}个单位本项都得${decimal(first)}分`;
  const all = `all ${given.length} units have ${decimal(first)} points here`;
  const [code, zh, en] =
    first === span.full
      ? ['nobody-loses', `${everyone}，没有一个失分`, `${all}: nobody loses any`]
      : first <= Math.max(0, span.floor)
        ? ['nobody-wins', `${everyone}，没有一个得分`, `${all}: nobody wins any`]
        : ['same-for-all', `${everyone}，分不出高低`, `${all}: it tells nobody apart`];
  draft.fault(path, {
    code,
    what: { zh, en },
    mend: { zh: '调整标准，或取消这一项', en: 'move the thresholds, or drop the item' },
  });
}

function lintFewCases(
  draft: Draft,
  { item, rule }: CompiledItem,
  { path, evaluation }: { path: Path; evaluation: Evaluation },
): void {
  if (rule === undefined || item.measure === undefined || item.shrink !== undefined) return;
  const column = evaluation.table.facts.get(item.measure);
  const { who } = evaluation.seats;
  const few = column === undefined ? 0 : who.reduce((count, unit) => (isFew(column, unit) ? count + 1 : count), 0);
  if (few === 0) return;
  draft.fault([...path, 'measure'], {
    code: 'few-cases',
    what: {
      zh: `${who.length}个单位中有${few}个的分母不足${FEW_CASES}，没有小样本校正，一两件就会大起大落`,
      en: `${few} of ${who.length} units have a denominator below ${FEW_CASES} and there is no shrink: a case or two decide`,
    },
    mend: {
      zh: '写上shrink；分母是固定个数而不是件数的，可以不写',
      en: 'add shrink, unless the denominator is a fixed number of things rather than of cases',
    },
  });
}

function isFew({ num, den }: FactColumn, unit: number): boolean {
  const cases = den[unit] as number;
  return cases > 0 && cases < FEW_CASES && !Number.isNaN(num[unit] as number);
}

function lintPlaces(draft: Draft, grade: number, { compiled, table, seats, grading }: Evaluation): void {
  const quota = compiled.grades[grade]?.quota;
  if (quota === undefined) return;
  const starts = quota.within === 'all' ? [0, seats.who.length] : [...seats.starts];
  const empty = starts
    .slice(0, -1)
    .filter((from, at) => placesOf(quota, grade, { grading, from, to: starts[at + 1] as number }) === 0);
  if (empty.length === 0) return;
  const some = empty
    .slice(0, NAMED)
    .map((seat) => nameOf(table.units.names[seats.who[seat] as number], table.units.ids[seats.who[seat] as number]));
  const groups = starts.length - 1;
  draft.fault(['grades', grade, 'quota'], {
    code: 'no-places',
    what:
      groups === 1
        ? { zh: '按现有数据，名额为0个', en: 'on this data there are 0 places' }
        : {
            zh: `${groups}个组中有${empty.length}个的名额为0（${some.join('、')}${empty.length > NAMED ? '等' : ''}所在的组）`,
            en: `${empty.length} of ${groups} groups have 0 places (those of ${some.join(', ')}${empty.length > NAMED ? ' and others' : ''})`,
          },
    mend: { zh: '写上least: 1，提高share，或改为within: all', en: 'add least: 1, raise share, or use within: all' },
  });
}

const nameOf = (name: string | undefined, id: string | undefined): string =>
  name === undefined || name === '' ? (id ?? '') : name;
