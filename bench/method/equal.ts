// SPDX-License-Identifier: Apache-2.0
import type { Evaluation } from '../../method/index.ts';
import type { ByHand } from './by-hand.ts';

/** Throws where the two differ in any item, section, star, total, rank or grade of any unit. */
export function requireEqual(hand: ByHand, engine: Evaluation): void {
  const { seats, compiled, sections, ranks, grading } = engine;
  const columns: [string, ArrayLike<number>, ArrayLike<number>][] = [
    ['stars', hand.stars, engine.stars],
    ['total', hand.total, engine.total],
    ['unranked', hand.unranked, engine.unranked],
    ['rank', hand.rank, ranks?.rank ?? []],
    ['rank_all', hand.rankAll, ranks?.rankAll ?? []],
    ['grade', hand.grade, grading.grade],
  ];
  for (const [index, { items, points, incomplete, won }] of sections.entries()) {
    const mine = hand.sections[index];
    if (mine === undefined) throw new Error('not the same sections');
    const { section } = compiled.sections[index]!;
    columns.push([section.id, mine.points, points], [`${section.id} incomplete`, mine.incomplete, incomplete]);
    columns.push([`${section.id} won`, hand.won[index]!, won]);
    for (const [item, column] of items.entries())
      columns.push([`${section.id}/${section.items[item]!.id}`, mine.items[item]!, column]);
  }
  for (const [name, left, right] of columns)
    for (const [seat, unit] of seats.who.entries()) {
      const here = left[unit - hand.from];
      if (!Object.is(here, right[seat]))
        throw new Error(`${name} of ${engine.table.units.ids[unit]}: ${here} by hand, ${right[seat]} by the engine`);
    }
}
