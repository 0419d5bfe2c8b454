// SPDX-License-Identifier: Apache-2.0
import type { CompiledItem, CompiledMethod } from '../evaluate/compile.ts';
import { ItemScorer } from '../evaluate/items.ts';
import { atLeast } from '../rounding.ts';
import { recomputeItem, recomputeSection } from './recompute.ts';
import type { Explanation, ItemNode, SectionNode } from './tree.ts';

type Counted = { readonly num: number | null; readonly den: number | null };

/** Another figure of one measure of a section; with the figures of all other units of the group, where they are seen. */
export type Figure = {
  readonly section: string;
  readonly measure: string;
  readonly num: number;
  readonly den: number | null;
  readonly peers?: readonly Counted[] | undefined;
};

type Changing = { readonly figure: Figure; readonly scale: number };

/** What it would come to: the points of the items that look at it, by id, and the section's; whether its star would have them. */
export type WhatIf = {
  readonly items: Readonly<Record<string, number>>;
  readonly points: number;
  readonly enough: boolean | null;
};

/** Points that a rule gives a unit for a figure, among the figures of its peers where the rule looks at them. */
function ruledPoints(item: CompiledItem, own: Counted, { peers, scale }: { peers: readonly Counted[]; scale: number }) {
  const all = [own, ...peers];
  const column = {
    num: Float64Array.from(all, ({ num }) => num ?? Number.NaN),
    den: Float64Array.from(all, ({ den }) => den ?? Number.NaN),
    given: new Uint8Array(all.length),
  };
  const who = Int32Array.from(all, (_, at) => at);
  const seats = { who, seatOf: who, starts: Int32Array.of(0, all.length), groupOf: new Int32Array(all.length) };
  const facts = new Map([[item.item.measure as string, column]]);
  return new ItemScorer(facts, seats, scale).trace(item, 0).ruled;
}

function changedItem(node: ItemNode, compiled: CompiledItem, { figure, scale }: Changing): ItemNode {
  const { measure, num, den, peers = [] } = figure;
  const value = den === null ? num : num / den;
  const deductions = node.deductions.map((one) =>
    one.measure === measure ? { ...one, value, taken: value > 0 ? one.each * value : 0 } : one,
  );
  if (node.measure !== measure) return { ...node, deductions };
  return {
    ...node,
    deductions,
    num,
    den,
    value,
    missing: null,
    ruled: ruledPoints(compiled, { num, den }, { peers, scale }),
  };
}

/** Whether an item looks at peers whose figures are not given. */
const isBlind = ({ byPeers, item }: CompiledItem, { measure, peers }: Figure): boolean =>
  byPeers && (peers === undefined || item.measure !== measure);

/**
 * What a section of one unit would come to with another figure, from the unit's own reasons, without anybody else's facts but those of peers that are given.
 * `undefined` where more than the unit's section hangs on it, or where it cannot be told without the peers.
 */
export function whatIf(explanation: Explanation, compiled: CompiledMethod, figure: Figure): WhatIf | undefined {
  const index = compiled.sections.findIndex(({ section }) => section.id === figure.section);
  const own = compiled.sections[index];
  const node = explanation.sections[index];
  if (own === undefined || node === undefined || figure.den === 0) return undefined;
  const looks = ({ measure }: { measure: string }): boolean => measure === figure.measure;
  const touched = own.items.map(({ item, less }) => item.measure === figure.measure || less.some(looks));
  const elsewhere =
    own.groups.some(({ members }) => members.some(looks)) || compiled.vetoes.some(({ veto }) => looks(veto));
  const hangs = own.items.some(
    (one, at) =>
      touched[at] && (isBlind(one, figure) || node.items[at]?.points === null || node.items[at]?.missing !== null),
  );
  if (elsewhere || hangs || !touched.includes(true)) return undefined;
  const { scale } = compiled;
  const items = node.items.map((item, at) =>
    touched[at] ? changedItem(item, own.items[at] as CompiledItem, { figure, scale }) : item,
  );
  const points = recomputeSection({ ...node, items } satisfies SectionNode, scale);
  return {
    items: Object.fromEntries(
      items.flatMap((item, at) => (touched[at] ? [[item.id, recomputeItem(item, scale)]] : [])),
    ),
    points,
    enough: own.star && !node.incomplete ? atLeast(points, own.win) : null,
  };
}
