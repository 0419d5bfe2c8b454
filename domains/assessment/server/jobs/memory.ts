// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Instant } from '@beichen/kernel/time.ts';
import { type Evaluation, unitResult } from '@beichen/method';
import type { UnitFact } from '../../rules/fact-table.ts';

/** What a unit's row was made from, and the hash of the row. */
type Remembered = { readonly basis: string; readonly hash: string };

/**
 * What this process made of a live evaluation last. Explaining takes most of the time of a run, and a changed fact touches the unit's
 * peers alone; what was declared and who lies where hardly ever change. Kept in memory, never stored: another process may run another
 * version of the engine.
 */
export type Memory = {
  /** By unit, from what its row was made and with which hash. */
  readonly results: ReadonlyMap<number, Remembered>;
  /** When this run was; another moment in the database says that another process wrote since. */
  readonly asOf: Instant;
  /** The units as they were written. */
  readonly units: string;
  readonly declared: Declared;
};

/** The declared facts of a period, and how many there were then: they are only added. */
export type Declared = { readonly count: number; readonly facts: readonly UnitFact[] };

/** Columns in which no unit has more than there is: what `closers` go by, beyond the peers. */
function shares({ table }: Evaluation): string {
  return [...table.facts]
    .map(([, { num, den }]) => (num.every((part, unit) => !(part > (den[unit] ?? Number.NaN))) ? 1 : 0))
    .join('');
}

/** Hash of all facts of a peer group. */
function groupHash({ table, seats }: Evaluation, group: number): string {
  const units = seats.who.subarray(seats.starts[group], seats.starts[group + 1]);
  const hash = createHash('sha256');
  for (const [measure, { num, den, given }] of table.facts) {
    const cells = new Float64Array(units.length * 3);
    units.forEach((unit, at) => {
      cells.set([num[unit] ?? 0, den[unit] ?? 0, given[unit] ?? 0], at * 3);
    });
    hash.update(measure).update(cells);
  }
  return hash.digest('base64');
}

/**
 * For each seat, a text that is equal for equal rows: the facts of its peers, its own result, and the few things of the whole that a row
 * tells. `about` stands for all else that rows are made from.
 */
export function basesOf(evaluation: Evaluation, about: string): (seat: number) => string {
  const { table, seats, ranks } = evaluation;
  const groups = new Map<number, string>();
  const whole = `${about} ${shares(evaluation)} ${seats.who.length} ${ranks?.order.length}`;
  return (seat) => {
    const group = seats.groupOf[seat] as number;
    const known = groups.get(group) ?? groupHash(evaluation, group);
    groups.set(group, known);
    const name = table.units.names[seats.who[seat] as number];
    return `${whole} ${known} ${name} ${evaluation.unranked[seat]} ${JSON.stringify(unitResult(evaluation, seat))}`;
  };
}
