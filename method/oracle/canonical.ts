// SPDX-License-Identifier: Apache-2.0
/** The digest of METHOD.md section 6. */
import { createHash } from 'node:crypto';
import { byCodePoint } from './numbers.ts';
import type { Case, UnitResult } from './shape.ts';

/** RFC 8785: no spaces, keys by UTF-16 units, numbers and strings as ECMAScript writes them. */
function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`not a JSON number: ${value}`);
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry)).join(',')}]`;
  if (typeof value === 'object') {
    const entries: Array<[string, unknown]> = Object.entries(value);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  throw new Error(`not a JSON value: ${typeof value}`);
}

/** Section 6: "the SHA-256, in hex, of the RFC 8785 canonical JSON of {method, units, facts, results}", units by id, facts by unit, then measure. */
export function digestOf(input: Case, results: UnitResult[]): string {
  const units = [...input.units].sort((a, b) => byCodePoint(a['id'] ?? '', b['id'] ?? ''));
  const facts = input.facts
    .map(({ unit, measure, num, den }) => ({ unit, measure, num, den }))
    .sort((a, b) => byCodePoint(a.unit, b.unit) || byCodePoint(a.measure, b.measure));
  const text = canonicalJson({ method: input.method, units, facts, results });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
