// SPDX-License-Identifier: Apache-2.0
import { type Evaluation, type Explanation, explainer, type Units, type Vocabulary } from '@beichen/method';
import type { StarMark } from '../model/results.ts';
import { starMark } from './evaluation.ts';
import type { PlacedUnit } from './fact-table.ts';

/** What an evaluation gives one unit: a row of `result` but for its hash. */
export type ResultRow = {
  readonly unit_id: number;
  readonly peer_group: string;
  readonly stars: number;
  readonly won: readonly string[];
  readonly marks: readonly StarMark[];
  readonly complete: boolean;
  readonly points: Readonly<Record<string, number>>;
  readonly total: number;
  readonly rank: number | null;
  readonly rank_all: number | null;
  readonly grade: string | null;
  readonly explanation: Explanation;
};

/** What a unit's peer group is called: the code of the unit above that makes it, the attribute's value, or `all`. */
function groupName(peers: string, units: Units, unit: number): string {
  if (peers === 'all') return 'all';
  if (peers.startsWith('attribute:')) return units.columns.get(peers.slice('attribute:'.length))?.[unit] ?? '';
  let above = units.parents[unit] ?? -1;
  while (above >= 0 && units.kinds[above] !== peers) above = units.parents[above] ?? -1;
  return units.ids[above] ?? '';
}

/** An assessed unit: its seat, and its row when it is asked for. */
export type SeatedRow = { readonly unit_id: number; readonly seat: number; row(): ResultRow };

/** All assessed units in the order of their seats. Deterministic: the same evaluation gives the same rows. */
export function resultRows(evaluation: Evaluation, placed: readonly PlacedUnit[], vocabulary: Vocabulary): SeatedRow[] {
  const { compiled, table, seats } = evaluation;
  const ids = new Map(placed.map(({ code, unit_id }) => [code, unit_id]));
  const explain = explainer(evaluation, vocabulary);
  const stars = compiled.sections.filter(({ star }) => star).map(({ section }) => section.id);
  return Array.from(seats.who, (unit, seat) => {
    const unit_id = ids.get(table.units.ids[unit] as string) as number;
    const group = groupName(compiled.peers, table.units, unit);
    return { unit_id, seat, row: () => rowOf({ unit_id, group, stars, explanation: explain(seat) }) };
  });
}

type Given = {
  readonly unit_id: number;
  readonly group: string;
  readonly stars: readonly string[];
  readonly explanation: Explanation;
};

function rowOf({ unit_id, group, stars, explanation }: Given): ResultRow {
  const { sections, total, stars: count, grade, rank, rank_all } = explanation.result;
  const outcomes = Object.entries(sections);
  return {
    unit_id,
    peer_group: group,
    stars: count,
    won: stars.filter((star) => sections[star]?.won === true),
    marks: stars.flatMap((star) => (sections[star] === undefined ? [] : [starMark(sections[star])])),
    complete: outcomes.every(([, { reasons }]) => !reasons.includes('incomplete')),
    points: Object.fromEntries(outcomes.map(([id, { points }]) => [id, points])),
    total,
    rank,
    rank_all,
    grade,
    explanation,
  };
}
