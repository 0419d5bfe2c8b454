// SPDX-License-Identifier: Apache-2.0
/** Ranking, grades and quotas: METHOD.md section 5, sentences 5 to 7. */
import { atLeast, holds, round } from './numbers.ts';
import { vetoesOn } from './sections.ts';
import type { Grade, Quota } from './shape.ts';
import { factOf, plainValue, type World } from './world.ts';

/** What the earlier sentences settled for one unit. */
export type Score = { total: number; stars: number; points: Map<string, number> };
export type Scores = Map<string, Score>;

/** One ranking key of one unit: null is a missing measure. */
type Key = { value: number | null; ascending: boolean };

/** Section 5.7: "`stars`, `total`, `section:ID`, `measure:ID`, `-measure:ID` (ascending), measures rounded as in 4 with d = 9". */
function keyOf(world: World, unit: string, { name, score }: { name: string; score: Score }): Key {
  if (name === 'stars') return { value: score.stars, ascending: false };
  if (name === 'total') return { value: score.total, ascending: false };
  if (name.startsWith('section:')) {
    return { value: score.points.get(name.slice('section:'.length)) ?? null, ascending: false };
  }
  const ascending = name.startsWith('-measure:');
  const v = plainValue(world, unit, name.slice(ascending ? '-measure:'.length : 'measure:'.length));
  return { value: v === null ? null : round(v, 9), ascending };
}

/** Section 5.7: below 0 where a is before b, 0 where all keys are equal; "a missing measure last in either direction, two missing equal". */
function compareUnits(world: World, scores: Scores, [a, b]: [string, string]): number {
  const ranking = world.method.ranking;
  const left = scores.get(a);
  const right = scores.get(b);
  if (ranking === undefined || left === undefined || right === undefined) throw new Error('nothing to rank by');
  for (const name of [...ranking.by, ...(ranking.then ?? [])]) {
    const one = keyOf(world, a, { name, score: left });
    const two = keyOf(world, b, { name, score: right });
    if (one.value === two.value) continue;
    if (one.value === null) return 1;
    if (two.value === null) return -1;
    const firstIsBefore = one.ascending ? one.value < two.value : one.value > two.value;
    return firstIsBefore ? -1 : 1;
  }
  return 0;
}

/** Section 5.7: "A unit is not ranked where its `minimum` measure is missing or counts below `count` (a ratio counts its den, a plain value itself), or where a veto says `unrank: true`." */
export function isRanked(world: World, unit: string): boolean {
  const ranking = world.method.ranking;
  if (ranking === undefined) return false;
  if (vetoesOn(world, unit).some((veto) => veto.then.unrank === true)) return false;
  if (ranking.minimum === undefined) return true;
  const fact = factOf(world, unit, ranking.minimum.measure);
  return fact !== null && atLeast(fact.den ?? fact.num, ranking.minimum.count);
}

/** Section 5.7: "Equal keys share a rank: 1, 2, 2, 4 … counting ranked units alone." */
export function rankAmong(
  world: World,
  scores: Scores,
  { unit, group }: { unit: string; group: string[] },
): number | null {
  if (!isRanked(world, unit)) return null;
  let rank = 1;
  for (const other of group) {
    if (isRanked(world, other) && compareUnits(world, scores, [other, unit]) < 0) rank += 1;
  }
  return rank;
}

/** Section 5.5: whether a grade's own conditions hold. */
function meets(world: World, scores: Scores, { unit, grade }: { unit: string; grade: Grade }): boolean {
  const score = scores.get(unit);
  if (score === undefined) throw new Error(`no score for ${unit}`);
  if (grade.stars !== undefined && score.stars < grade.stars) return false;
  if (grade.total !== undefined && !atLeast(score.total, grade.total)) return false;
  if (grade.each !== undefined) {
    for (const section of world.method.sections) {
      if (section.star === true && !atLeast(score.points.get(section.id) ?? 0, grade.each)) return false;
    }
  }
  if (grade.needs !== undefined) {
    const v = plainValue(world, unit, grade.needs.measure);
    if (v === null || !holds(grade.needs, v)) return false;
  }
  return true;
}

/** Section 5.5: the vetoes that bar a grade: "`grade_at_most: id` bars those above it, `no_grade: true` all". */
function barring(world: World, unit: string, grade: Grade): string[] {
  const grades = world.method.grades ?? [];
  const at = grades.indexOf(grade);
  const bars: string[] = [];
  for (const { id, then } of vetoesOn(world, unit)) {
    const most = grades.findIndex((other) => other.id === then.grade_at_most);
    if (then.no_grade === true || at < most) bars.push(`veto:${id}`);
  }
  return bars;
}

/** Who holds which grade, and who was turned away from one by its quota, and why. */
export type Standing = { held: Map<string, string>; turned: Map<string, Map<string, string>> };

/** Section 5.6: "Grades are filled from the best down." */
export function standingOf(world: World, scores: Scores): Standing {
  const standing: Standing = { held: new Map(), turned: new Map() };
  for (const unit of world.subjects) standing.turned.set(unit, new Map());
  for (const grade of world.method.grades ?? []) {
    const able = (unit: string): boolean =>
      meets(world, scores, { unit, grade }) && barring(world, unit, grade).length === 0;
    const candidates = world.subjects.filter((unit) => !standing.held.has(unit) && able(unit));
    if (grade.quota === undefined) {
      for (const unit of candidates) standing.held.set(unit, grade.id);
      continue;
    }
    const quota: Quota = typeof grade.quota === 'number' ? { share: grade.quota } : grade.quota;
    for (const group of groupsFor(world, quota)) {
      const places = placesOf(world, scores, { quota, group, standing });
      fill(world, scores, {
        grade,
        quota,
        places,
        standing,
        candidates: candidates.filter((unit) => group.includes(unit)),
      });
    }
  }
  return standing;
}

/** Section 5.6: "`within: peers` (default) or `all`: the group". */
function groupsFor(world: World, quota: Quota): string[][] {
  if (quota.within === 'all') return [world.subjects];
  const names = new Set(world.group.values());
  return [...names].map((name) => world.subjects.filter((unit) => world.group.get(unit) === name));
}

/** Section 5.6: "Places = max(least, floor(share · n + 1e-9)) or count, less, with `through`, the holders of better grades, not below 0." */
function placesOf(
  world: World,
  scores: Scores,
  { quota, group, standing }: { quota: Quota; group: string[]; standing: Standing },
): number {
  let places = quota.count ?? 0;
  if (quota.share !== undefined) {
    let n = group.length;
    const of = (world.method.grades ?? []).find((grade) => grade.id === quota.of);
    if (quota.of !== undefined && quota.of !== 'all') {
      if (of === undefined) throw new Error(`no grade ${quota.of}`);
      n = group.filter(
        (unit) => meets(world, scores, { unit, grade: of }) && barring(world, unit, of).length === 0,
      ).length;
    }
    places = Math.max(quota.least ?? 0, Math.floor(quota.share * n + 1e-9));
  }
  if (quota.through === true) places -= group.filter((unit) => standing.held.has(unit)).length;
  return Math.max(0, places);
}

type Filling = { grade: Grade; quota: Quota; places: number; standing: Standing; candidates: string[] };

/** Section 5.6: "Units with equal ranking keys are taken together: the list closes at the first such group that does not wholly fit." */
function fill(world: World, scores: Scores, { grade, quota, places, standing, candidates }: Filling): void {
  const turnAway = (unit: string, reason: string): void => {
    standing.turned.get(unit)?.set(grade.id, reason);
  };
  for (const unit of candidates) if (!isRanked(world, unit)) turnAway(unit, 'unranked');
  let waiting = candidates.filter((unit) => isRanked(world, unit));
  let left = places;
  let open = true;
  while (waiting.length > 0) {
    const first = waiting.filter((unit) => waiting.every((other) => compareUnits(world, scores, [unit, other]) <= 0));
    waiting = waiting.filter((unit) => !first.includes(unit));
    if (open && first.length <= left) {
      for (const unit of first) standing.held.set(unit, grade.id);
      left -= first.length;
    } else if (open && left >= 1 && quota.ties === 'all') {
      for (const unit of first) standing.held.set(unit, grade.id);
      open = false;
    } else {
      const tied = open && first.length >= 2 && left >= 1;
      for (const unit of first) turnAway(unit, tied ? 'tied_at_quota' : 'quota');
      open = false;
    }
  }
}

/** Section 6, `why_not_better`: "of the grade just above the one held (the last one where none is held)". */
export function whyNotBetter(
  world: World,
  scores: Scores,
  { unit, standing }: { unit: string; standing: Standing },
): string[] {
  const grades = world.method.grades ?? [];
  const held = standing.held.get(unit);
  const above =
    held === undefined ? grades[grades.length - 1] : grades[grades.findIndex((grade) => grade.id === held) - 1];
  if (above === undefined) return [];
  const why = meets(world, scores, { unit, grade: above }) ? [] : ['conditions'];
  why.push(...barring(world, unit, above));
  const turned = standing.turned.get(unit)?.get(above.id);
  return why.length === 0 && turned !== undefined ? [turned] : why;
}
