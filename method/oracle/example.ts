// SPDX-License-Identifier: Apache-2.0
/** Small sheets for hand-worked examples. */
import { assess } from './oracle.ts';
import type { Item, Method, Section, UnitResult, UnitRow } from './shape.ts';

/** A plain value, a [num, den], or null for an empty num. */
export type Given = number | [number, number] | null;
/** unit → measure → what is given. */
export type Facts = Record<string, Record<string, Given>>;

export const title = { zh: '例', en: 'Example' };

export const item = (id: string, parts: Partial<Item>): Item => ({ id, title, full: 10, ...parts });
/** An item whose points are the value of the measure that is named as it is. */
export const given = (id: string, parts: Partial<Item> = {}): Item =>
  item(id, { measure: id, rule: { points: true }, ...parts });
export const section = (id: string, parts: Partial<Section>): Section => ({ id, title, items: [], ...parts });
/** A star with one item of 10, whose points are the value of the measure that is named as it is. */
export const star = (id: string, parts: Partial<Section> = {}): Section =>
  section(id, { star: true, win: 5, items: [given(id)], ...parts });

/** The results by unit. Unit ids that hold a slash, as in `west/a`, are put in the county before it; the others in one county. */
export function sheet(parts: Partial<Method> & { sections: Section[] }, facts: Facts): Record<string, UnitResult> {
  const method: Method = { method: 'example', edition: '1', title, subject: 'community', period: 'year', ...parts };
  const counties = new Set<string>();
  const units: UnitRow[] = [];
  for (const id of Object.keys(facts)) {
    const county = id.includes('/') ? (id.split('/')[0] ?? '') : 'one county';
    counties.add(county);
    units.push({ id, name: null, kind: 'community', parent: county });
  }
  for (const id of counties) units.push({ id, name: null, kind: 'county', parent: null });
  const rows = Object.entries(facts).flatMap(([unit, own]) =>
    Object.entries(own).map(([measure, value]) => {
      const [num, den] = Array.isArray(value) ? value : [value, null];
      return { unit, measure, num, den };
    }),
  );
  return Object.fromEntries(assess({ method, units, facts: rows }).results.map((result) => [result.unit, result]));
}

/** The points that one item gives to each unit, for the values of its measure `m` in the order given; units are a, b, c … */
export function pointsOf(parts: Partial<Item>, values: Given[], decimals = 2): number[] {
  const facts: Facts = {};
  values.forEach((value, i) => {
    facts[String.fromCharCode(97 + i)] = { m: value };
  });
  const floor = Math.min(0, parts.floor ?? 0);
  const results = sheet(
    { decimals, sections: [section('s', { floor, items: [item('i', { measure: 'm', ...parts })] })] },
    facts,
  );
  return Object.keys(facts).map((unit) => results[unit]?.sections['s']?.points ?? Number.NaN);
}
