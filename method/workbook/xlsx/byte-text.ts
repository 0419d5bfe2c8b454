// SPDX-License-Identifier: Apache-2.0
import { strToU8 } from 'fflate';

/** Bytes that are taken at a time. */
const BLOCK = 1 << 16;

/**
 * A text that grows, kept as UTF-8: a large sheet is longer than a string may be, and most of it is markup, whose
 * characters are bytes already.
 */
export class ByteText {
  private readonly full: Uint8Array[] = [];
  private block = new Uint8Array(BLOCK);
  private used = 0;

  push(text: string): void {
    if (this.used + text.length > this.block.length) this.close(text.length);
    const { block, used } = this;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) {
        this.used += at;
        this.add(strToU8(text.slice(at)));
        return;
      }
      block[used + at] = code;
    }
    this.used += text.length;
  }

  /** Takes over another text, which may not grow any more. */
  append(other: ByteText): void {
    this.close(0);
    for (const bytes of other.full) this.full.push(bytes);
    this.full.push(other.block.subarray(0, other.used));
  }

  bytes(): Uint8Array {
    const parts = [...this.full, this.block.subarray(0, this.used)];
    const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private add(bytes: Uint8Array): void {
    if (this.used + bytes.length > this.block.length) this.close(bytes.length);
    this.block.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Begins a block with room for so many bytes at least. */
  private close(room: number): void {
    this.full.push(this.block.subarray(0, this.used));
    this.block = new Uint8Array(Math.max(BLOCK, room));
    this.used = 0;
  }
}
