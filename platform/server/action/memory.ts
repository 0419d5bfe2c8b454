// SPDX-License-Identifier: Apache-2.0

/** What is remembered at most; when it is full, what came first goes. */
const MOST = 10_000;

/**
 * What the database told last, by key. Nobody keeps it true: it is decided on only where the transaction that writes proves it, so which
 * entries go, and when, changes what a command costs and nothing else.
 */
export class Memory<Key, Value> {
  private readonly told = new Map<Key, Value>();

  note(key: Key, value: Value): void {
    const [first] = this.told.keys();
    if (this.told.size >= MOST && first !== undefined) this.told.delete(first);
    this.told.set(key, value);
  }

  recall(key: Key): Value | undefined {
    return this.told.get(key);
  }

  forget(key: Key): void {
    this.told.delete(key);
  }
}
