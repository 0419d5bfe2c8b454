// SPDX-License-Identifier: Apache-2.0
import type { Evaluation } from '../evaluate/evaluate.ts';
import { type CloserSource, closersIn } from '../explain/closers.ts';
import type { Language } from '../explain/explain-text.ts';
import type { Vocabulary } from '../explain/vocabulary.ts';
import type { Words } from '../fault.ts';

/** What every sheet of the workbook is made from. */
export type View = {
  readonly evaluation: Evaluation;
  readonly vocabulary: Vocabulary;
  readonly closers: CloserSource;
  readonly digest: string;
  readonly language: Language;
  readonly say: (words: Words) => string;
  /** All seats: by group, in it by rank, those without a rank last, and by id. */
  readonly order: Int32Array;
  /** The names of the peer groups. */
  readonly groups: readonly string[];
};

export type About = { readonly vocabulary: Vocabulary; readonly digest: string; readonly language?: Language };

export function viewOf(evaluation: Evaluation, { vocabulary, digest, language = 'zh' }: About): View {
  const say = (words: Words): string => words[language];
  return {
    evaluation,
    vocabulary,
    closers: closersIn(evaluation),
    digest,
    language,
    say,
    order: orderOf(evaluation),
    groups: groupNames(evaluation, say),
  };
}

/** Seats are by group and id already; the ranks decide between them. */
function orderOf({ seats, ranks }: Evaluation): Int32Array {
  const { groupOf, who } = seats;
  const rankOf = (seat: number): number => ranks?.rank[seat] || Number.POSITIVE_INFINITY;
  const compare = (a: number, b: number): number => {
    const groups = (groupOf[a] as number) - (groupOf[b] as number);
    if (groups !== 0) return groups;
    const [left, right] = [rankOf(a), rankOf(b)];
    return left === right ? a - b : left - right;
  };
  return Int32Array.from(who, (_, seat) => seat).sort(compare);
}

/** A group is called by the unit that it lies in, by the value of its attribute, or 全部. */
function groupNames({ seats, table, compiled }: Evaluation, say: View['say']): string[] {
  const { peers } = compiled;
  const { units } = table;
  const names = Array.from({ length: seats.starts.length - 1 }, (_, group) => {
    const unit = seats.who[seats.starts[group] as number] as number;
    if (peers === 'all') return { name: say({ zh: '全部', en: 'all' }), id: '' };
    if (peers.startsWith('attribute:'))
      return { name: units.columns.get(peers.slice('attribute:'.length))?.[unit] ?? '', id: '' };
    let above = units.parents[unit] as number;
    while (above >= 0 && units.kinds[above] !== peers) above = units.parents[above] as number;
    const id = units.ids[above] ?? '';
    return { name: units.names[above] || id, id };
  });
  const uses = new Map<string, number>();
  for (const { name } of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return names.map(({ name, id }) => ((uses.get(name) ?? 0) > 1 && id !== '' ? `${name}（${id}）` : name));
}

/** The group, id and name of the unit at a seat, as every table begins. */
export function unitCells({ evaluation, groups }: View, seat: number): [string, string, string] {
  const { seats, table } = evaluation;
  const unit = seats.who[seat] as number;
  return [
    groups[seats.groupOf[seat] as number] as string,
    table.units.ids[unit] as string,
    table.units.names[unit] || '—',
  ];
}
