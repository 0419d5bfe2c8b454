// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { PlannedRelation, PlannedUnit, TreeFault, UnitKind } from '../model/pack.ts';
import { RELATION_KINDS } from '../model/relations.ts';
import { type Answering, mayTie, namesPost, postsFor, standInTheWay } from './relations.ts';

type Kinds = Readonly<Record<string, UnitKind>>;

/** A fault of a kind, with its place below `kinds`. */
type KindFault = { readonly at: readonly string[]; readonly what: Words; readonly mend: Words };

const CORRECT = { zh: '改正，或在kinds里补上', en: 'correct it, or add it to kinds' };

/** What kinds say of each other must hold: the kinds that they name are there, and what is to be covered can be. */
export function* kindFaults(kinds: Kinds): Generator<KindFault> {
  for (const [id, kind] of Object.entries(kinds)) {
    for (const key of ['under', ...RELATION_KINDS] as const)
      for (const other of kind[key] ?? [])
        if (kinds[other] === undefined)
          yield {
            at: [id, key],
            what: { zh: `没有“${other}”这一类别`, en: `there is no kind "${other}"` },
            mend: CORRECT,
          };
    const by = kind.covered_by;
    if (by === undefined || mayTie(kinds, 'covers', { unit: by, over: id })) continue;
    yield {
      at: [id, 'covered_by'],
      what: { zh: `“${by}”不能覆盖${kind.zh}`, en: `"${by}" cannot cover ${kind.en}` },
      mend: { zh: `在${by}的covers里写上${id}`, en: `add ${id} to the covers of ${by}` },
    };
  }
}

/** A row of the example's relations, with its place in the pack. */
export type RelationRow = {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly unit: string;
  readonly over: string;
  readonly post: string;
};

/** The relations that the rows describe, or everything that is wrong with them. */
export function plannedRelations(
  rows: readonly RelationRow[],
  about: { readonly units: readonly PlannedUnit[]; readonly kinds: Kinds },
): { readonly relations: readonly PlannedRelation[]; readonly faults: readonly TreeFault[] } {
  const kindOf = new Map(about.units.map(({ code, kind }) => [code, kind]));
  const relations: PlannedRelation[] = [];
  const faults: TreeFault[] = [];
  const held = new Map<string, readonly (Answering & { readonly code: string })[]>();
  const mend = { zh: '改正这一行', en: 'correct the row' };
  for (const row of rows) {
    const kind = RELATION_KINDS.find((one) => one === row.kind);
    const [unitKind = '', overKind = ''] = [kindOf.get(row.unit), kindOf.get(row.over)];
    if (kind === undefined || !mayTie(about.kinds, kind, { unit: unitKind, over: overKind })) {
      const zh = `${row.unit}（${unitKind}）不能${row.kind}${row.over}（${overKind}）`;
      faults.push({
        file: row.file,
        line: row.line,
        what: { zh, en: `${row.unit} cannot ${row.kind} ${row.over}` },
        mend,
      });
      continue;
    }
    const answering = { code: row.unit, unit: 0, unitKind, post: row.post === '' ? null : row.post };
    const tie = `${kind} ${row.over}`;
    const others = held.get(tie) ?? [];
    if (others.some((other) => standInTheWay(kind, { ...answering, unit: other.code === row.unit ? 0 : 1 }, other)))
      faults.push({
        file: row.file,
        line: row.line,
        what: { zh: `${row.over}已有这类关系`, en: `${row.over} has such a tie already` },
        mend,
      });
    held.set(tie, [...others, answering]);
    relations.push({ kind, unit: row.unit, over: row.over, post: answering.post });
  }
  return { relations, faults };
}

/** Relations of the example whose post is wanting or unfit. Which roles there are is known only once all domains have said their permissions. */
export function unfitPosts(
  tree: {
    readonly relations: readonly PlannedRelation[];
    readonly units: readonly PlannedUnit[];
    readonly kinds: Kinds;
  },
  roles: Parameters<typeof postsFor>[0],
): string[] {
  const kindOf = new Map(tree.units.map(({ code, kind }) => [code, kind]));
  return tree.relations.flatMap(({ kind, unit, over, post }) => {
    const unitKind = kindOf.get(unit) ?? '';
    const fits =
      post === null
        ? !namesPost(tree.kinds, kind, unitKind)
        : postsFor(roles, kind, unitKind).some(({ id }) => id === post);
    if (fits) return [];
    return [
      `${unit}不能以“${post ?? ''}”${kind}${over} · ${unit} cannot so ${kind} ${over} by the post "${post ?? ''}"`,
    ];
  });
}
