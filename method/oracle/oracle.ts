// SPDX-License-Identifier: Apache-2.0
/** A second, plain and slow reading of METHOD.md, written from the page alone and used only in tests, to hold the engine against. */
import { digestOf } from './canonical.ts';
import { reasonsOf, type SectionOutcome, sectionOutcome, totalOf } from './sections.ts';
import type { Assessment, Case, SectionResult, UnitResult } from './shape.ts';
import { isRanked, rankAmong, type Scores, standingOf, whyNotBetter } from './standing.ts';
import { peersOf, type World, worldOf } from './world.ts';

/** Section 8: the value that `--json` prints, for a method, units and facts that the page accepts. */
export function assess(input: Case): Assessment {
  const world = worldOf(input);
  const results = resultsOf(world);
  const { method, edition } = world.method;
  return { digest: digestOf(input, results), method, edition, results };
}

/** Section 5 in its order: points, total and stars of every unit, then grades and ranks, which compare units. "Sorted by unit id." */
function resultsOf(world: World): UnitResult[] {
  const scores: Scores = new Map();
  const sheets = new Map<string, Map<string, SectionResult>>();
  for (const unit of world.subjects) {
    const outcomes = new Map<string, SectionOutcome>();
    for (const section of world.method.sections) outcomes.set(section.id, sectionOutcome(world, unit, section));
    const sheet = sheetOf(world, unit, outcomes);
    sheets.set(unit, sheet);
    scores.set(unit, {
      total: totalOf(world, unit, outcomes),
      stars: [...sheet.values()].filter((section) => section.won === true).length,
      points: new Map([...sheet].map(([id, section]) => [id, section.points])),
    });
  }
  const standing = standingOf(world, scores);
  return world.subjects.map((unit) => ({
    unit,
    sections: Object.fromEntries(sheets.get(unit) ?? []),
    total: scores.get(unit)?.total ?? 0,
    stars: scores.get(unit)?.stars ?? 0,
    grade: standing.held.get(unit) ?? null,
    why_not_better: whyNotBetter(world, scores, { unit, standing }),
    rank: isRanked(world, unit) ? rankAmong(world, scores, { unit, group: peersOf(world, unit) }) : null,
    rank_all: isRanked(world, unit) ? rankAmong(world, scores, { unit, group: world.subjects }) : null,
  }));
}

/** Sections 6 and 8: points, won and reasons; "`won` null in a section that is no star". */
function sheetOf(world: World, unit: string, outcomes: Map<string, SectionOutcome>): Map<string, SectionResult> {
  const reasons = reasonsOf(world, unit, outcomes);
  const sheet = new Map<string, SectionResult>();
  for (const section of world.method.sections) {
    const own = reasons.get(section.id) ?? [];
    const won = section.star === true ? own.length === 0 : null;
    sheet.set(section.id, { points: outcomes.get(section.id)?.points ?? 0, won, reasons: own });
  }
  return sheet;
}
