// SPDX-License-Identifier: Apache-2.0
import type { Adjustment, Cap, Grade, Item, Method, Ranking, Section, Veto } from '../model.ts';
import type { Path } from '../source/read-source.ts';
import type { Draft, Entry } from './draft.ts';
import { idsOf, refuseTwice } from './ids.ts';

/** Refuses ids that stand twice in their list, references that resolve to nothing, and circles of `requires`. */
export function checkReferences(draft: Draft): void {
  const sections = draft.list<Section>(['sections']);
  const stars = sections.filter(({ value }) => value.star === true);
  const grades = draft.list<Grade>(['grades']);
  const adjustments = draft.list<Adjustment>(['adjustments']);
  const vetoes = draft.list<Veto>(['vetoes']);
  for (const list of [sections, adjustments, vetoes, grades]) refuseTwice(draft, list);
  for (const { path } of sections) refuseTwice(draft, draft.list<Item>([...path, 'items']));

  const resolve = resolver(draft);
  const starIds = { ids: idsOf(stars), zh: '星', en: 'star' };
  const sectionIds = { ids: idsOf(sections), zh: '部分', en: 'section' };
  const gradeIds = { ids: idsOf(grades), zh: '等次', en: 'grade' };
  for (const { path, value } of sections) {
    const needed = value.requires;
    if (Array.isArray(needed)) resolve([...path, 'requires'], needed, starIds);
    else if (needed !== undefined) resolve([...path, 'requires', 'of'], (needed as { of: string[] }).of, starIds);
  }
  for (const { path, value } of adjustments)
    if (value.section !== undefined) resolve([...path, 'section'], value.section, sectionIds);
  for (const { path, value } of draft.list<Cap>(['caps']))
    resolve([...path, 'of'], value.of ?? [], { ids: idsOf(adjustments), zh: '加减分项', en: 'adjustment' });
  for (const { path, value } of vetoes) {
    const then = value.then ?? {};
    if (then.lose !== undefined && then.lose !== 'all') resolve([...path, 'then', 'lose'], then.lose, starIds);
    if (then.zero !== undefined) resolve([...path, 'then', 'zero'], then.zero, sectionIds);
    if (then.grade_at_most !== undefined) resolve([...path, 'then', 'grade_at_most'], then.grade_at_most, gradeIds);
  }
  for (const { path, value } of grades) {
    const of = typeof value.quota === 'object' ? value.quota.of : undefined;
    if (of !== undefined && of !== 'all') resolve([...path, 'quota', 'of'], of, gradeIds);
  }
  const ranking = draft.object<Ranking>(['ranking']);
  for (const list of ['by', 'then'] as const)
    (ranking.value[list] ?? []).forEach((key, index) => {
      if (key.startsWith('section:')) resolve(['ranking', list, index], key.slice('section:'.length), sectionIds);
    });
  refuseCircles(draft, stars);
}

/** A published result of a method is a measure by itself (METHOD.md section 7). */
const RESULT = /^assessment\.[a-z0-9]+(-[a-z0-9]+)*\.(total|stars)$/u;

/** Refuses measures that the method must not name: its own results, and those outside a catalogue. */
export function checkMeasures(draft: Draft, catalogue: ReadonlySet<string> | undefined): void {
  const own = draft.object<Method>([]).value.method;
  for (const { path, measure } of namedMeasures(draft)) {
    if (own !== undefined && measure.startsWith(`assessment.${own}.`))
      draft.fault(path, {
        code: 'measure-circle',
        what: { zh: `“${measure}”是本办法自己的结果`, en: `"${measure}" is a result of this very method` },
        mend: { zh: '改用别的指标', en: 'name another measure' },
      });
    if (catalogue !== undefined && !catalogue.has(measure) && !RESULT.test(measure))
      draft.fault(path, {
        code: 'unknown-measure',
        what: { zh: `指标目录里没有“${measure}”`, en: `"${measure}" is not in the catalogue` },
        mend: {
          zh: '改用目录里的指标，或先把它列入目录',
          en: 'name a measure of the catalogue, or add it there first',
        },
      });
  }
}

/** Every place of the file that names a measure. */
export function namedMeasures(draft: Draft): { path: Path; measure: string }[] {
  const found: { path: Path; measure: string }[] = [];
  const note = (path: Path, measure: string | undefined): void => {
    if (measure !== undefined) found.push({ path, measure });
  };
  for (const section of draft.list<Section>(['sections']))
    for (const { path, value } of draft.list<Item>([...section.path, 'items'])) {
      note([...path, 'measure'], value.measure);
      for (const entry of draft.list<{ measure: string }>([...path, 'less']))
        note([...entry.path, 'measure'], entry.value.measure);
    }
  for (const list of ['adjustments', 'vetoes'])
    for (const { path, value } of draft.list<{ measure: string }>([list])) note([...path, 'measure'], value.measure);
  for (const { path, value } of draft.list<Grade>(['grades']))
    note([...path, 'needs', 'measure'], value.needs?.measure);
  const { value } = draft.object<Ranking>(['ranking']);
  note(['ranking', 'minimum', 'measure'], value.minimum?.measure);
  for (const list of ['by', 'then'] as const)
    (value[list] ?? []).forEach((key, index) => {
      const measure = /^-?measure:(.+)$/su.exec(key)?.[1];
      note(['ranking', list, index], measure);
    });
  return found;
}

type Known = { readonly ids: ReadonlySet<string>; readonly zh: string; readonly en: string };

const resolver =
  (draft: Draft) =>
  (path: Path, names: string | readonly string[], known: Known): void => {
    const list =
      typeof names === 'string'
        ? [{ name: names, at: path }]
        : names.map((name, index) => ({ name, at: [...path, index] }));
    for (const { name, at } of list) {
      if (known.ids.has(name)) continue;
      const some = [...known.ids].slice(0, 12).join(', ');
      draft.fault(at, {
        code: 'unknown-reference',
        what: { zh: `没有标识为“${name}”的${known.zh}`, en: `there is no ${known.en} "${name}"` },
        mend: {
          zh: some === '' ? `先写出这个${known.zh}，或删去` : `可以写：${some}`,
          en: some === '' ? `add that ${known.en}, or delete this` : `write one of: ${some}`,
        },
      });
    }
  };

/** A star that needs itself in the end can't be won: each circle is told at the star that closes it. */
function refuseCircles(draft: Draft, stars: readonly Entry<Section>[]): void {
  const needs = new Map<string, readonly string[]>();
  for (const { value } of stars) {
    const { id, requires } = value;
    if (id !== undefined)
      needs.set(id, Array.isArray(requires) ? requires : ((requires as { of: string[] } | undefined)?.of ?? []));
  }
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (id: string): void => {
    if (state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      const circle = [...trail.slice(trail.indexOf(id)), id].join(' → ');
      const star = stars.find(({ value }) => value.id === trail[trail.length - 1]);
      draft.fault([...(star?.path ?? []), 'requires'], {
        code: 'requires-circle',
        what: { zh: `前置的星成环：${circle}`, en: `the required stars form a circle: ${circle}` },
        mend: { zh: '去掉其中一个前置', en: 'take one of the requirements away' },
      });
      return;
    }
    state.set(id, 'open');
    trail.push(id);
    for (const next of needs.get(id) ?? []) visit(next);
    trail.pop();
    state.set(id, 'done');
  };
  for (const id of needs.keys()) visit(id);
}
