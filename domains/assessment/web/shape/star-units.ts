// SPDX-License-Identifier: Apache-2.0
import type { StarOutlines } from '@beichen/platform-web/charts/star-map/star-map.tsx';
import type { StarCounty, StarUnit } from '@beichen/platform-web/charts/star-unit.ts';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { filled } from '@beichen/platform-web/words/text.ts';
import type { z } from 'zod';
import en from '../../locales/en.json';
import zh from '../../locales/zh-CN.json';
import type { chartShape, Outline } from '../../model/results.ts';
import { starSections, starState } from './star-kinds.ts';

export type Chart = z.infer<typeof chartShape>;
export type Dot = Chart['units'][number];
export type Node = Chart['nodes'][number];

/** The chart of what a reader sees: its sectors are the units just below the lowest one that holds everything shown. */
export type Sectored = {
  readonly units: readonly StarUnit[];
  readonly sectors: readonly StarCounty[];
  /** The unit that holds everything shown. */
  readonly root: Node | undefined;
  /** Whether the assessed units lie directly in the sectors. */
  readonly direct: boolean;
};

function chainOf(nodes: ReadonlyMap<number, Node>, from: number | null): Node[] {
  const node = from === null ? undefined : nodes.get(from);
  return node === undefined ? [] : [...chainOf(nodes, node.parent), node];
}

/** How many units from the root down all chains have in common. */
function common(chains: readonly (readonly Node[])[]): number {
  const [first = [], ...rest] = chains;
  const differs = first.findIndex(({ id }, at) => rest.some((chain) => chain[at]?.id !== id));
  return differs < 0 ? first.length : differs;
}

export function sectored({ evaluation, previous, nodes, units }: Chart): Sectored {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const chains = new Map(units.map((dot) => [dot.id, chainOf(known, dot.parent)]));
  const shared = common([...chains.values()]);
  const root = [...chains.values()][0]?.[shared - 1];
  const sectorOf = (dot: Dot): Node | undefined => chains.get(dot.id)?.[shared] ?? known.get(dot.parent ?? -1);
  const sectors = new Map<number, Node>();
  for (const dot of units) {
    const sector = sectorOf(dot);
    if (sector !== undefined) sectors.set(sector.id, sector);
  }
  const unitOf = (dot: Dot): StarUnit => {
    const street = known.get(dot.parent ?? -1);
    return {
      id: String(dot.id),
      name: dot.name,
      sortKey: dot.pinyin,
      county: String(sectorOf(dot)?.id ?? ''),
      street: { id: String(street?.id ?? ''), name: street?.name ?? '' },
      stars: dot.stars,
      before: previous === null ? null : dot.stars - dot.gained.length + dot.lost.length,
      states: starSections(evaluation.outline).map(({ id }, at) =>
        dot.withdrawn.includes(id) ? 'removed' : starState(dot.marks[at] ?? 'incomplete'),
      ),
      grade: gradeOf(dot, evaluation.outline),
      objection: dot.objection,
      ...noteOf(dot, evaluation.outline),
    };
  };
  return {
    units: units.map(unitOf),
    // By code: neighbours of the official order stand side by side, and stay there.
    sectors: [...sectors.values()]
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ id, name }) => ({ id: String(id), name })),
    root,
    direct: units.every((dot) => (chains.get(dot.id)?.length ?? 0) <= shared + 1),
  };
}

/** Where the outlines of what is shown are had: of the units assessed, and of the sectors around them. */
export function outlinesOf({ root, sectors }: Sectored, { evaluation, nodes }: Chart): StarOutlines | undefined {
  if (root === undefined) return undefined;
  const path = (kind: string): string =>
    `/api/org/units/${root.id}/outlines?${new URLSearchParams({ kind, on: evaluation.treeDate })}`;
  const sector = nodes.find(({ id }) => String(id) === sectors[0]?.id)?.kind;
  return { units: path(evaluation.subject), sectors: sector === undefined ? undefined : path(sector) };
}

const NO_GRADE = { zh: zh['grade.none'], en: en['grade.none'] };

/** 三星支部; none is a grade as well, unless data are missing: then it is not settled. */
function gradeOf({ grade, complete }: Dot, { grades }: Outline): StarUnit['grade'] {
  const held = grades.find(({ id }) => id === grade);
  return held?.title ?? (complete ? NO_GRADE : null);
}

/** What a reader wants to know first: a veto, then what is missing, then the smallest gap. */
function noteOf({ marks, near }: Dot, outline: Outline): Pick<StarUnit, 'note'> {
  const stars = starSections(outline).map((section, at) => ({ ...section, mark: marks[at] }));
  const vetoed = stars.find(({ mark }) => mark === 'vetoed');
  const open = stars.filter(({ mark }) => mark === 'incomplete');
  const wanting = stars.find(({ id }) => id === near?.section);
  const told = (
    key: 'note.vetoed' | 'note.open' | 'note.allOpen' | 'note.gap',
    star: Outline['sections'][number],
    gap = '',
  ) => ({
    note: {
      zh: filled(zh[key], { star: star.title.zh, gap }),
      en: filled(en[key], { star: star.title.en, gap }),
    },
  });
  if (vetoed !== undefined) return told('note.vetoed', vetoed);
  if (open[0] !== undefined) return told(open.length === stars.length ? 'note.allOpen' : 'note.open', open[0]);
  if (near === null || wanting === undefined) return {};
  return told('note.gap', wanting, numberText(near.gap, outline.decimals));
}
