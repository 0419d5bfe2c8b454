// SPDX-License-Identifier: Apache-2.0
import type { StarCounty, StarUnit } from '../charts/star-unit.ts';
import type { StarKind, StarState } from '../ui/star/star-shapes.ts';

/** The stars of the urban track, invented here only as far as a pack would say them. */
export const fiveStars: readonly StarKind[] = [
  { id: 'branch', name: { zh: '支部过硬星', en: 'Sound branch' }, character: '支', shape: 'pentagram' },
  { id: 'industry', name: { zh: '宜业兴业星', en: 'Good for work' }, character: '业', shape: 'hexagon' },
  { id: 'sharing', name: { zh: '共建共享星', en: 'Built and shared' }, character: '共', shape: 'crabapple' },
  { id: 'safety', name: { zh: '平安法治星', en: 'Safe and lawful' }, character: '安', shape: 'shield' },
  { id: 'harmony', name: { zh: '幸福和谐星', en: 'Happy together' }, character: '和', shape: 'plum' },
];

/** A stream of numbers from 0 to 1 that is the same each time (mulberry32). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SIZES: readonly (readonly [name: string, units: number])[] = [
  ['宛城区', 64],
  ['卧龙区', 72],
  ['邓州市', 58],
  ['唐河县', 38],
  ['方城县', 34],
  ['镇平县', 32],
  ['新野县', 26],
  ['社旗县', 22],
  ['内乡县', 20],
  ['西峡县', 19],
  ['淅川县', 18],
  ['南召县', 11],
  ['桐柏县', 9],
];

const FIRST =
  '柳溪东滨河草榆清西桂和石文光站货车铁机望汉躬卧龙书兰菊竹槐麒独银梅桑莲荷春王北小枣杨李油磨窑塔三砖土大'.split('');
const SECOND = '园里堂荫风苑顺桥化明北南场辆修城冶耕岗升院亭亭溪荫麟玉杏园塘晓庄湖寨林'.split('');
const GRADES = ['无星', '一星', '二星', '三星', '四星', '五星'];
/** How many of a hundred hold 0, 1, … stars. */
const SPREAD = [4, 18, 38, 26, 11, 3];

function starsAt(chance: number): number {
  let left = chance * 100;
  for (const [stars, share] of SPREAD.entries()) {
    left -= share;
    if (left < 0) return stars;
  }
  return 0;
}

function statesOf(stars: number, next: () => number): StarState[] {
  const order = [0, 1, 2, 3, 4].map((at) => [next() + (at === 0 ? 0.45 : 0), at] as const).sort((a, b) => a[0] - b[0]);
  const won = new Set(order.slice(0, stars).map(([, at]) => at));
  return [0, 1, 2, 3, 4].map((at) => (won.has(at) ? 'won' : at === 0 && next() < 0.2 ? 'waiting' : 'lost'));
}

function unitAt(county: StarCounty, at: number, next: () => number): StarUnit {
  const stars = starsAt(next());
  const street = Math.floor(at / 7);
  const name = `${FIRST[Math.floor(next() * FIRST.length)]}${SECOND[Math.floor(next() * SECOND.length)]}社区`;
  const moved = next();
  const before = Math.min(5, Math.max(0, moved < 0.09 ? stars - 1 : moved > 0.975 ? stars + 1 : stars));
  return {
    id: `${county.id}-${at}`,
    name,
    sortKey: `${String(FIRST.indexOf(name[0] ?? '')).padStart(2, '0')}${at}`,
    county: county.id,
    street: { id: `${county.id}-s${street}`, name: `第${street + 1}街道` },
    stars,
    before,
    states: statesOf(stars, next),
    grade: { zh: GRADES[stars] ?? '', en: `${stars} stars` },
    objection: next() < 0.007,
  };
}

/**
 * A city of 13 counties and 423 invented communities; the same each time. Ten and a half times as many are 4,443, as many as Nanyang
 * has villages.
 */
export function cityOfStars(times = 1): { readonly counties: StarCounty[]; readonly units: StarUnit[] } {
  const next = stream(20231012);
  const counties = SIZES.map(([name], at) => ({ id: `c${at + 1}`, name }));
  const units = SIZES.flatMap(([, size], at) =>
    Array.from({ length: Math.round(size * times) }, (_, unit) => unitAt(counties[at] as StarCounty, unit, next)),
  );
  return { counties, units: units.map((unit) => (unit.id === 'c2-0' ? willowBrook(unit) : unit)) };
}

/** The community of the story that the pictures tell: it misses one star by 1.07 points. */
const willowBrook = (unit: StarUnit): StarUnit => ({
  ...unit,
  name: '柳溪社区',
  street: { id: unit.street.id, name: '梅溪街道' },
  stars: 3,
  before: 3,
  states: ['waiting', 'won', 'won', 'lost', 'won'],
  grade: { zh: '三星', en: '3 stars' },
  note: { zh: '平安法治星差1.07分', en: 'Safe and lawful: 1.07 short' },
});

/** The next period: the same units, a tenth of them with a star more or less. */
export function nextPeriod(units: readonly StarUnit[]): StarUnit[] {
  const next = stream(20240112);
  return units.map((unit) => {
    const chance = next();
    const stars = Math.min(5, Math.max(0, unit.stars + (chance < 0.06 ? 1 : chance > 0.96 ? -1 : 0)));
    return { ...unit, before: unit.stars, stars };
  });
}

/** Few units in one county. */
export function smallTown(units = 12): { readonly counties: StarCounty[]; readonly units: StarUnit[] } {
  const county = { id: 'one', name: '桐柏县' };
  const next = stream(7);
  return { counties: [county], units: Array.from({ length: units }, (_, at) => unitAt(county, at, next)) };
}
