// SPDX-License-Identifier: Apache-2.0
import { textOf } from './utf8.ts';

/** Slots looked at for one key. Keys made to collide go to a map of strings instead of making every search long. */
const MOST_PROBES = 64;

/** Finds strings by their UTF-8 bytes, so that looking up a cell makes no string of it. */
export class ByteIndex {
  /** How many keys there are: the position that the next one gets. */
  size = 0;
  private slots = new Int32Array(64).fill(-1);
  private hashes = new Int32Array(32);
  private starts = new Int32Array(33);
  private pool = new Uint8Array(1024);
  private readonly crowded = new Map<string, number>();

  static of(keys: readonly string[]): ByteIndex {
    const index = new ByteIndex();
    const encoder = new TextEncoder();
    for (const key of keys) {
      const bytes = encoder.encode(key);
      index.add(bytes, 0, bytes.length);
    }
    return index;
  }

  /** The position of a key, −1 where it is unknown. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const { slots, hashes, starts, pool } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let probe = 0; probe < MOST_PROBES; probe += 1) {
      const key = slots[slot] as number;
      if (key < 0) return -1;
      const from = starts[key] as number;
      if (hashes[key] === hash && (starts[key + 1] as number) - from === end - start) {
        let at = start;
        while (at < end && bytes[at] === pool[from + at - start]) at += 1;
        if (at === end) return key;
      }
      slot = (slot + 1) & mask;
    }
    return this.crowded.get(textOf(bytes, start, end)) ?? -1;
  }

  /** Adds a key that is not there yet; gives its position. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const key = this.size;
    const from = this.starts[key] as number;
    this.makeRoom(from + end - start);
    this.pool.set(bytes.subarray(start, end), from);
    this.starts[key + 1] = from + end - start;
    this.hashes[key] = hashOf(bytes, start, end);
    this.size += 1;
    this.place(key);
    return key;
  }

  private place(key: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[key] as number) & mask;
    for (let probe = 0; probe < MOST_PROBES; probe += 1) {
      if ((this.slots[slot] as number) < 0) {
        this.slots[slot] = key;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.crowded.set(textOf(this.pool, this.starts[key] as number, this.starts[key + 1] as number), key);
  }

  private makeRoom(bytes: number): void {
    if (bytes > this.pool.length) {
      const pool = new Uint8Array(Math.max(bytes, this.pool.length * 2));
      pool.set(this.pool);
      this.pool = pool;
    }
    if (this.size < this.hashes.length) return;
    const hashes = new Int32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    const starts = new Int32Array(hashes.length + 1);
    starts.set(this.starts);
    this.hashes = hashes;
    this.starts = starts;
    this.slots = new Int32Array(hashes.length * 2).fill(-1);
    this.crowded.clear();
    for (let key = 0; key < this.size; key += 1) this.place(key);
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x2f6e2b1;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return hash;
}
