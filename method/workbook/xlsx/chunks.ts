// SPDX-License-Identifier: Apache-2.0
import { strToU8 } from 'fflate';

/** Characters that are gathered before they become bytes: a large sheet is longer than a string may be. */
const CHUNK = 1 << 20;

/** A text that grows, kept as bytes. */
export class Chunks {
  private readonly list: Uint8Array[] = [];
  private text = '';

  push(text: string): void {
    this.text += text;
    if (this.text.length >= CHUNK) this.flush();
  }

  append(other: Chunks): void {
    this.flush();
    other.flush();
    this.list.push(...other.list);
  }

  bytes(): Uint8Array {
    this.flush();
    if (this.list.length === 1) return this.list[0] as Uint8Array;
    const all = new Uint8Array(this.list.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of this.list) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  private flush(): void {
    if (this.text !== '') this.list.push(strToU8(this.text));
    this.text = '';
  }
}
