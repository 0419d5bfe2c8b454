// SPDX-License-Identifier: Apache-2.0

import type { Words } from '@beichen/kernel/words.ts';
import {
  type Comparison,
  type CompiledMethod,
  compare,
  compileMethod,
  type Evaluation,
  evaluate,
  type ParsedMethod,
  parseMethod,
  placeOf,
  placeWords,
  stability,
  type Table,
} from '@beichen/method';
import type { DraftFault, StudioFacts } from '../../model/drafts.ts';
import { checkDraft } from '../../rules/draft.ts';
import { lackingOf, measuresOf } from '../../rules/evaluation.ts';
import { tableFrom } from '../../rules/fact-columns.ts';
import { seesEveryPeer } from '../../rules/whole-peers.ts';
import { DraftReader } from './draft-reader.ts';
import { knobsOf } from './knobs.ts';
import type { Fragile, Outcome, StarStanding, Tried, TriedCount, TriedSection, TriedUnit } from './tried.ts';

/** Items that are told as reasons of a move. */
const REASONS = 2;
/** Numbers that are told as fragile, and units told with each. */
const FRAGILE = 12;
const NAMED = 4;

const wordsOf = (title: { zh: string; en?: string | undefined } | undefined, id: string) => ({
  zh: title?.zh ?? id,
  en: title?.en ?? title?.zh ?? id,
});

function sectionsOf({ sections }: CompiledMethod): TriedSection[] {
  return sections.map(({ section, star, full }) => ({
    id: section.id,
    title: wordsOf(section.title, section.id),
    star,
    full,
    items: section.items.map(({ id, title }) => ({ id, title: wordsOf(title, id) })),
  }));
}

const starTitles = (sections: readonly TriedSection[]) => sections.filter(({ star }) => star).map(({ title }) => title);

/** Lists that are alike are one: what goes to the page is copied, and a city has few of them. */
class Lists {
  private readonly known = new Map<string, readonly StarStanding[]>();

  of(list: readonly StarStanding[]): readonly StarStanding[] {
    const key = list.join();
    const found = this.known.get(key) ?? list;
    this.known.set(key, found);
    return found;
  }
}

function standings({ compiled, sections }: Evaluation, seat: number): StarStanding[] {
  return compiled.sections.flatMap(({ star }, at): StarStanding[] => {
    const found = sections[at];
    if (!star || found === undefined) return [];
    if (found.won[seat] === 1) return ['won'];
    return [found.incomplete[seat] === 1 ? 'incomplete' : 'lost'];
  });
}

/** Names of the units above, from below the root down. */
function aboveOf({ units }: Table, unit: number): string {
  const names: string[] = [];
  for (let at = units.parents[unit] ?? -1; at >= 0 && (units.parents[at] ?? -1) >= 0; at = units.parents[at] ?? -1)
    names.unshift(units.names[at] ?? '');
  return names.join(' ');
}

/**
 * A draft tried against what it was made from, on the facts of one period. Units are seated and the base evaluated once; a text is read,
 * checked, evaluated and compared at each call. The result is a 试算: nothing keeps it.
 */
export class Trial {
  private readonly table: Table;
  private readonly known: ReadonlySet<string>;
  private readonly titles: ReadonlyMap<string, Words>;
  private readonly reader: DraftReader;
  private readonly above: readonly string[];
  private readonly whole: ReadonlySet<string>;
  private base: Evaluation | undefined;

  /** @throws Error where the units or facts cannot be used */
  constructor(facts: StudioFacts, base: string) {
    const table = tableFrom(facts);
    if (!table.ok) throw new Error(table.faults.map((fault) => `${placeOf(fault)} ${fault.what.zh}`).join('\n'));
    this.table = table.value;
    this.known = new Set(facts.measures.map(({ id }) => id));
    this.titles = new Map(facts.measures.map(({ id, title }) => [id, title]));
    this.reader = new DraftReader(this.known);
    this.above = this.table.units.ids.map((_, unit) => aboveOf(this.table, unit));
    this.whole = new Set(facts.units.codes.filter((_, at) => facts.units.whole[at]));
    this.base = this.evaluated(base);
  }

  private evaluated(text: string): Evaluation | undefined {
    const parsed = parseMethod('method.yaml', text, this.known);
    if (!parsed.ok) return undefined;
    const outcome = evaluate(compileMethod(parsed.value.method), this.table);
    return outcome.ok ? outcome.value : undefined;
  }

  /** What a text comes to; its faults where it comes to nothing. */
  try(text: string, seq: number): Tried {
    const begun = performance.now();
    const done = (faults: readonly DraftFault[], outcome?: Outcome, partial = false): Tried => ({
      seq,
      faults,
      outcome,
      partial,
      ms: performance.now() - begun,
    });
    const parsed = this.reader.read(text);
    if (!parsed.ok) return done(parsed.faults.map(faultOf));
    const compiled = compileMethod(parsed.value.method);
    if (!this.isAnswerable(compiled)) return done([], undefined, true);
    const evaluation = evaluate(compiled, this.table);
    if (!evaluation.ok)
      return done(evaluation.faults.map((fault) => ({ ...faultOf(fault), line: null, column: null })));
    return done([], this.outcomeOf(evaluation.value, parsed.value, text));
  }

  /** Whether every peer is there, for this text and for what it is compared with. */
  private isAnswerable(compiled: CompiledMethod): boolean {
    const { table, whole, base } = this;
    return [compiled, ...(base === undefined ? [] : [base.compiled])].every((one) =>
      seesEveryPeer(one, table.units, whole),
    );
  }

  private outcomeOf(after: Evaluation, parsed: ParsedMethod, text: string): Outcome {
    // A draft from nothing is compared with its first text that comes to anything.
    this.base ??= after;
    const before = this.base;
    const comparison = compare(before, after);
    const sections = sectionsOf(after.compiled);
    const moved = this.unitsOf(comparison, before, after);
    return {
      sections,
      stars: { before: starTitles(sectionsOf(before.compiled)), after: starTitles(sections) },
      knobs: knobsOf(parsed, text),
      moved,
      units: after.seats.who.length,
      lacking: lackingOf(measuresOf(parsed.method), this.table.facts).map(
        (id) => this.titles.get(id) ?? wordsOf(undefined, id),
      ),
      more: moved.filter(({ by }) => by > 0).length,
      fewer: moved.filter(({ by }) => by < 0).length,
      byStars: comparison.byStars,
      byGrade: comparison.byGrade.map(({ grade, before: was, after: is }) => ({
        title: wordsOf(grade.title, grade.id),
        before: was,
        after: is,
      })),
      groups: this.groupsOf(moved),
    };
  }

  private unitsOf({ moves }: Comparison, before: Evaluation, after: Evaluation): TriedUnit[] {
    const { units } = this.table;
    const lists = new Lists();
    const list = moves.map(({ unit, name, total, stars, because }): TriedUnit => {
      const at = units.index.get(unit) ?? -1;
      return {
        code: unit,
        name,
        above: this.above[at] ?? '',
        before: lists.of(standings(before, before.seats.seatOf[at] ?? -1)),
        after: lists.of(standings(after, after.seats.seatOf[at] ?? -1)),
        stars: stars.after,
        total,
        by: stars.after - stars.before,
        because: because.slice(0, REASONS).map(({ title, item, by }) => ({ title: wordsOf(title, item), by })),
      };
    });
    // `moves` come by the difference of the total, and sorting keeps that order among equals.
    return list.sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  }

  /** By the unit next to the root: a county of a city. */
  private groupsOf(moved: readonly TriedUnit[]): TriedCount[] {
    const groups = new Map<string, { gained: number; lost: number }>();
    for (const { above, by } of moved) {
      if (by === 0) continue;
      const name = above.split(' ')[0] ?? '';
      const held = groups.get(name) ?? { gained: 0, lost: 0 };
      groups.set(name, by > 0 ? { ...held, gained: held.gained + by } : { ...held, lost: held.lost - by });
    }
    return [...groups]
      .map(([name, { gained, lost }]) => ({ name, gained, lost, by: gained - lost }))
      .sort((a, b) => b.gained + b.lost - (a.gained + a.lost));
  }

  /** What a careful office would ask about a text without fault. */
  warnings(text: string): readonly DraftFault[] {
    return checkDraft(text, this.known).warnings;
  }

  /** The numbers nearest to where a star or a place in the first ten changes hands. */
  fragile(text: string, onStep: (done: number, all: number) => void): Fragile[] {
    const parsed = parseMethod('method.yaml', text, this.known);
    if (!parsed.ok) return [];
    const { method, source } = parsed.value;
    const names = this.table.units;
    const list = stability(source, this.table, onStep).map(({ path, now, up, down }): Fragile => {
      const size = now === 0 ? 1 : Math.abs(now);
      const far = (value: number | null): number =>
        value === null ? Number.POSITIVE_INFINITY : Math.abs(value - now) / size;
      const nearer = far(up.value) <= far(down.value) ? up : down;
      const units = [...new Set(nearer.changes.map(({ unit }) => names.names[names.index.get(unit) ?? -1] ?? unit))];
      return {
        place: placeWords(method, path),
        now,
        up: up.value,
        down: down.value,
        near: far(nearer.value),
        units: units.slice(0, NAMED),
      };
    });
    const found = list.filter(({ near }) => Number.isFinite(near));
    return found.sort((a, b) => a.near - b.near).slice(0, FRAGILE);
  }
}

function faultOf(fault: Omit<DraftFault, 'line' | 'column'> & { line?: number; column?: number }): DraftFault {
  const { line, column, code, what, mend } = fault;
  return { line: line ?? null, column: column ?? null, code, what, mend };
}
