// SPDX-License-Identifier: Apache-2.0
import type { CompiledMethod, Facts, Method, UnitResult } from '@beichen/method';
import type { Outline, StarMark, Track } from '../model/results.ts';

type SectionOutcome = UnitResult['sections'][string];

/** How a star stands: what its badge shows. Of several reasons the one that decides comes first. */
export function starMark({ won, reasons }: SectionOutcome): StarMark {
  if (won === true) return 'won';
  if (reasons.includes('incomplete')) return 'incomplete';
  if (reasons.some((reason) => reason.startsWith('veto:'))) return 'vetoed';
  return reasons.includes('points') ? 'short' : 'waiting';
}

/** Of the stars that want points alone, the one that wants fewest, and how many; `marks` are in the order of the stars. */
export function nearestStar(
  marks: readonly StarMark[],
  sections: Outline['sections'],
  points: Readonly<Record<string, number>>,
): { readonly section: string; readonly gap: number } | null {
  const short = sections
    .filter(({ star }) => star)
    .flatMap(({ id, win }, at) =>
      marks[at] === 'short' ? [{ section: id, gap: (win ?? 0) - (points[id] ?? 0) }] : [],
    );
  return short.sort((a, b) => a.gap - b.gap)[0] ?? null;
}

/** Every measure that a method looks at, in code-point order. */
export function measuresOf({ sections, adjustments, vetoes, grades, ranking }: Method): string[] {
  const items = sections.flatMap((section) => section.items);
  const named = [
    ...items.flatMap(({ measure, less = [] }) => [measure, ...less.map((entry) => entry.measure)]),
    ...(adjustments ?? []).map(({ measure }) => measure),
    ...(vetoes ?? []).map(({ measure }) => measure),
    ...(grades ?? []).map(({ needs }) => needs?.measure),
    ranking?.minimum?.measure,
    ...[...(ranking?.by ?? []), ...(ranking?.then ?? [])].map((key) => /^-?measure:(.+)$/su.exec(key)?.[1]),
  ];
  return [...new Set(named.filter((measure) => measure !== undefined))].sort();
}

/** Measures of the method of which not one unit has a fact: with any of them the run is a trial (试算). */
export function lackingOf(measures: readonly string[], facts: Facts): string[] {
  return measures.filter((measure) => facts.get(measure)?.given.includes(1) !== true);
}

/** What screens need of a method, so that none of them has to read the file; with what its pack says of the track. */
export function outlineOf({ method, peers, sections, grades }: CompiledMethod, track?: Track): Outline {
  const titleOf = (title: { zh: string; en?: string | undefined } | undefined, id: string) => ({
    zh: title?.zh ?? id,
    en: title?.en ?? title?.zh ?? id,
  });
  return {
    title: titleOf(method.title, method.method),
    ...(track === undefined ? {} : { unit: track.unit }),
    peers,
    decimals: method.decimals ?? 2,
    ranked: method.ranking !== undefined && method.subject !== 'entrant',
    sections: sections.map(({ section, star, win, full }) => ({
      id: section.id,
      title: titleOf(section.title, section.id),
      star,
      win: star ? win : null,
      full,
      lead: section.lead ?? null,
      ...(track?.signs[section.id] === undefined ? {} : { sign: track.signs[section.id] }),
    })),
    grades: grades.map(({ grade }) => ({ id: grade.id, title: titleOf(grade.title, grade.id) })),
  };
}

/** Stars that one list has and the other lacks, in the order of the first. */
export function starsBeyond(won: readonly string[], before: readonly string[] | null): string[] {
  return before === null ? [] : won.filter((star) => !before.includes(star));
}
