// SPDX-License-Identifier: Apache-2.0
/** Random valid inputs, over the whole of the method language (METHOD.md section 1), for comparing two programs that follow it. */
import fc from 'fast-check';
import { BOUNDS, type Draw, drawFrom, MEASURES, SHARES, withDecimals } from './draw.ts';
import { randomCondition, randomItem } from './random-items.ts';
import { PEERS, randomFacts, randomUnits, SUBJECT } from './random-world.ts';
import { ceilingOf } from './sections.ts';
import type {
  Adjustment,
  Cap,
  FactRow,
  Grade,
  Method,
  Quota,
  Ranking,
  Requires,
  Section,
  Then,
  UnitRow,
  Veto,
} from './shape.ts';
import { worldOf } from './world.ts';

export type RandomCase = { method: Method; units: UnitRow[]; facts: FactRow[] };

const SECTION_IDS = ['party', 'livable', 'safe', 'shared', 'thriving'] as const;
const CAPS = [1, 2, 3, 5, 10, 0.5, 1.5, 0.25, 2.75, 0.125] as const;
const EACH = [1, 0.5, 2, 0.1, 0.25, 5, 1.005, 0.005] as const;

const title = (word: string): { zh: string; en: string } => ({ zh: `办法${word}`, en: `The ${word}` });

/** `requires` of a star: stars before it in some order, so that there is no circle. */
function randomRequires(draw: Draw, before: string[]): Requires {
  const of = draw.some(before, [1, 3]);
  return draw.chance(50) ? of : { any: draw.int(1, of.length), of };
}

/** Sections without `win`, which depends on the adjustments. */
function randomSections(draw: Draw, decimals: number): Section[] {
  const ids = draw.some(SECTION_IDS, [1, 4]);
  const stars = ids.filter(() => draw.chance(80));
  const order = draw.some(stars, [stars.length, stars.length]);
  return ids.map((id) => {
    const items = draw.some(['one', 'two', 'three', 'four'], [1, 3]).map((item) => randomItem(draw, item, decimals));
    const section: Section = { id, title: title(id), items };
    if (draw.chance(30)) section.lead = '市委组织部';
    if (draw.chance(30)) {
      let full = 0;
      for (const item of items) full += item.full;
      section.floor = draw.pick(withDecimals(decimals, [-5, -2, -0.5, 0, 1, 0.25]).filter((floor) => floor <= full));
    }
    if (draw.chance(35)) section.ceiling = 'full';
    if (!stars.includes(id)) {
      if (draw.chance(30)) section.star = false;
      return section;
    }
    section.star = true;
    const before = order.slice(0, order.indexOf(id));
    if (before.length > 0 && draw.chance(60)) section.requires = randomRequires(draw, before);
    return section;
  });
}

/** Sets `win` of every star, often at what the section can just have; never above it. */
function setWins(draw: Draw, method: Method): void {
  const world = worldOf({ method, units: [], facts: [] });
  for (const section of method.sections) {
    if (section.star !== true) continue;
    const most = ceilingOf(world, section);
    const ends = [most * 0.3, most * 0.5, most * 0.6].map((x) => Number(x.toFixed(2)));
    const wins = [...ends, 1, 2, 0.3, most, 0.5].filter((win) => win > 0 && win <= most);
    section.win = draw.pick(wins);
  }
}

/** Plus and minus items, on a section or on the total. */
function randomAdjustments(draw: Draw, sections: Section[], decimals: number): Adjustment[] {
  const ids = draw.some(['praise', 'praise-more', 'praise-most', 'late', 'later', 'latest'], [1, 6]);
  const places = [undefined, ...sections.slice(0, 2).map((section) => section.id)];
  return ids.map((id) => {
    const each = draw.pick(EACH) * (draw.chance(50) ? -1 : 1);
    const section = draw.pick(places);
    const base = {
      id,
      title: title(id),
      measure: draw.pick(MEASURES),
      each,
      cap: draw.pick(withDecimals(decimals, CAPS)),
    };
    return section === undefined ? base : { ...base, section };
  });
}

/** Caps of adjustments alike in section and sign; no two share a member. */
function randomCaps(draw: Draw, adjustments: Adjustment[], decimals: number): Cap[] {
  const alike = new Map<string, string[]>();
  for (const { id, section, each } of adjustments) {
    const key = `${section ?? ''} ${each > 0 ? '+' : '-'}`;
    alike.set(key, [...(alike.get(key) ?? []), id]);
  }
  const caps: Cap[] = [];
  for (const ids of alike.values()) {
    if (!draw.chance(ids.length > 1 ? 75 : 15)) continue;
    const cap: Cap = { of: draw.some(ids, [Math.min(2, ids.length), 3]), at: draw.pick(withDecimals(decimals, CAPS)) };
    const take = draw.pick([undefined, 'sum', 'highest'] as const);
    caps.push(take === undefined ? cap : { ...cap, take });
  }
  return caps;
}

/** A quota, short or long. */
function randomQuota(draw: Draw, grades: string[]): number | Quota {
  if (draw.chance(15)) return draw.pick(SHARES);
  const quota: Quota = draw.chance(60) ? { share: draw.pick(SHARES) } : { count: draw.int(1, 4) };
  if (quota.share !== undefined && draw.chance(40)) quota.least = draw.int(0, 2);
  if (draw.chance(quota.share === undefined ? 15 : 70)) quota.of = draw.pick(['all', ...grades]);
  if (draw.chance(50)) quota.within = draw.pick(['all', 'peers'] as const);
  if (draw.chance(50)) quota.ties = draw.pick(['all', 'none'] as const);
  if (draw.chance(30)) quota.through = draw.chance(80);
  return quota;
}

/** Grades, best first, on what the sections can give; the conditions are often few, so that quotas bind. */
function randomGrades(draw: Draw, { sections, ranked }: { sections: Section[]; ranked: boolean }): Grade[] {
  const ids = draw.some(['five', 'four', 'three', 'two', 'one'], [1, 4]);
  const stars = sections.filter((section) => section.star === true).length;
  return ids.map((id) => {
    const grade: Grade = { id, title: title(id) };
    if (stars > 0 && draw.chance(40)) grade.stars = draw.int(1, stars);
    if (draw.chance(30)) grade.total = draw.pick([1, 5, 10, 0.3, 2.5, 15, 20]);
    if (draw.chance(15)) grade.each = draw.pick([1, 0.3, 2, 5]);
    if (draw.chance(20)) grade.needs = { measure: draw.pick(MEASURES), ...randomCondition(draw) };
    if (ranked && draw.chance(60)) grade.quota = randomQuota(draw, ids);
    return grade;
  });
}

/** Keys of the ranking, each once, and its minimum. */
function randomRanking(draw: Draw, sections: Section[]): Ranking {
  const measures = draw.some(MEASURES, [2, 3]).map((measure) => `${draw.chance(50) ? '-' : ''}measure:${measure}`);
  const keys = ['stars', 'total', 'stars', 'total', ...sections.map((section) => `section:${section.id}`), ...measures];
  const by = [...new Set(draw.some(keys, [1, 2]))];
  const ranking: Ranking = { by };
  if (draw.chance(50)) {
    const rest = [...new Set(keys)].filter((key) => !by.includes(key));
    ranking.then = draw.some(rest, [1, 2]);
  }
  if (draw.chance(35)) ranking.minimum = { measure: draw.pick(MEASURES), count: draw.pick([1, 2, 3, 5]) };
  return ranking;
}

/** One consequence or more, among those that the method has a place for. */
function randomThen(draw: Draw, method: Method): Then {
  const stars = method.sections.filter((section) => section.star === true).map((section) => section.id);
  const grades = (method.grades ?? []).map((grade) => grade.id);
  const all: Then[] = [
    {
      zero: draw.some(
        method.sections.map((section) => section.id),
        [1, 2],
      ),
    },
  ];
  if (stars.length > 0) all.push({ lose: draw.some(stars, [1, 2]) }, { lose: 'all' });
  if (grades.length > 0) all.push({ grade_at_most: draw.pick(grades) }, { no_grade: true });
  if (method.ranking !== undefined) all.push({ unrank: true });
  return Object.assign({}, ...draw.some(all, [1, 3])) as Then;
}

function randomVeto(draw: Draw, id: string, method: Method): Veto {
  const when = draw.chance(60) ? { over: draw.pick(BOUNDS.filter((x) => x >= 2)) } : randomCondition(draw);
  return { id, title: title(id), measure: draw.pick(MEASURES), when, then: randomThen(draw, method) };
}

/** A whole file, with each optional part there or not. */
function randomMethod(draw: Draw): Method {
  const decimals = draw.pick([2, undefined, 0, 1, 3, 4]);
  const d = decimals ?? 2;
  const method: Method = {
    method: draw.pick(['community-stars', 'office-stars']),
    edition: draw.pick(['2023', '2024-试行', '\u{20BB7}']),
    title: title('sheet'),
    subject: SUBJECT,
    period: draw.pick(['quarter', 'month', 'half', 'year']),
    ...(decimals === undefined ? {} : { decimals }),
    basis: { document: '宛创〔2023〕1号', approval: '市委', from: '2023-01-01', to: '2023-12-31' },
    sections: randomSections(draw, d),
  };
  if (draw.chance(80)) method.peers = draw.pick(PEERS);
  if (draw.chance(65)) method.adjustments = randomAdjustments(draw, method.sections, d);
  const caps = draw.chance(80) ? randomCaps(draw, method.adjustments ?? [], d) : [];
  if (caps.length > 0) method.caps = caps;
  setWins(draw, method);
  if (draw.chance(80)) method.ranking = randomRanking(draw, method.sections);
  if (draw.chance(80))
    method.grades = randomGrades(draw, { sections: method.sections, ranked: method.ranking !== undefined });
  if (draw.chance(55))
    method.vetoes = draw.some(['accident', 'fire', 'fraud'], [1, 3]).map((id) => randomVeto(draw, id, method));
  return method;
}

/** A valid method with units and facts that it accepts. */
export function randomCase(): fc.Arbitrary<RandomCase> {
  return fc.gen().map((g) => {
    const draw = drawFrom(g);
    const method = randomMethod(draw);
    const units = randomUnits(draw);
    return { method, units, facts: randomFacts(draw, units) };
  });
}
