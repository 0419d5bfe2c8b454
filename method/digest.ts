// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Evaluation } from './evaluate/evaluate.ts';
import { byCodePoint } from './order.ts';
import { unitResults } from './results.ts';
import type { Facts, Units } from './table.ts';

/** A running hash: Node's own is faster, the default runs everywhere. */
export type Hash = { update(bytes: Uint8Array): unknown; digest(): Uint8Array };

/** Characters gathered before they are hashed. */
const CHUNK = 1 << 16;

/**
 * The digest of an evaluation: SHA-256, in hex, of the RFC 8785 canonical JSON of {method, units, facts, results}
 * (METHOD.md section 6). The text is hashed as it is made: for a large city it is longer than a string may be.
 */
export function digestOf(evaluation: Evaluation, hash: Hash = sha256.create()): string {
  const { table, compiled } = evaluation;
  let buffer = '';
  const write = (text: string): void => {
    buffer += text;
    if (buffer.length < CHUNK) return;
    hash.update(utf8ToBytes(buffer));
    buffer = '';
  };
  const array = (elements: Iterable<string>): void => {
    let before = '[';
    for (const element of elements) {
      write(before + element);
      before = ',';
    }
    write(before === '[' ? '[]' : ']');
  };
  write('{"facts":');
  array(factLines(table.facts, table.units));
  write(`,"method":${canonical(compiled.method)},"results":`);
  array(mapped(unitResults(evaluation), canonical));
  write(',"units":');
  array(mapped(unitRows(table.units), canonical));
  write('}');
  hash.update(utf8ToBytes(buffer));
  return bytesToHex(hash.digest());
}

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON has a canonical form');
  return text;
}

function* mapped<T>(values: Iterable<T>, map: (value: T) => string): Generator<string> {
  for (const value of values) yield map(value);
}

/** Every row of the list of units as an object of strings, sorted by id. */
function* unitRows({ ids, columns }: Units): Generator<Record<string, string | null>> {
  for (const unit of byId(ids))
    yield Object.fromEntries([...columns].map(([heading, cells]) => [heading, cells[unit] ?? null]));
}

/** Every row of the facts in canonical form, sorted by unit, then measure. */
function* factLines(facts: Facts, { ids }: Units): Generator<string> {
  const columns = [...facts]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([measure, column]) => ({ ...column, middle: `,"measure":${JSON.stringify(measure)},"num":` }));
  for (const unit of byId(ids)) {
    const end = `,"unit":${JSON.stringify(ids[unit])}}`;
    for (const { num, den, given, middle } of columns)
      if (given[unit] === 1)
        yield `{"den":${numberText(den[unit] as number)}${middle}${numberText(num[unit] as number)}${end}`;
  }
}

/** A number as RFC 8785 writes it, which is as JavaScript does; an empty cell, NaN here, is null. */
const numberText = (x: number): string => (Number.isNaN(x) ? 'null' : String(x === 0 ? 0 : x));

function byId(ids: readonly string[]): Int32Array {
  return Int32Array.from(ids, (_, unit) => unit).sort((a, b) => byCodePoint(ids[a] as string, ids[b] as string));
}
