// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7From } from '@beichen/kernel/ids.ts';

/** A command as it is sent, again and again if need be: one key, one content. */
type Order = { readonly path: string; readonly key: string; readonly body: string };
type Answered = { readonly status: number; readonly text: string };

export const newId = (): string => uuidv7From(Date.now(), randomBytes(16));

/** How long a request may hang before it is sent again. */
const PATIENCE = 20_000;

/**
 * People who report cases without a pause, and dispatch and close some. What the server acknowledges they write down in a file of their own,
 * to the disk, before they do anything else; what it does not, they send again with the same key.
 */
export class ReportingClient {
  /** Acknowledged so far. */
  acknowledged = 0;
  /** Requests that had to be sent again. */
  repeated = 0;
  private readonly url: string;
  private readonly cookie: string;
  private readonly file: string;
  private readonly handle: number;
  private readonly orders: Order[] = [];
  private running: Promise<void>[] = [];
  private going = false;

  constructor(about: { readonly url: string; readonly cookie: string; readonly file: string }) {
    this.url = about.url;
    this.cookie = about.cookie;
    this.file = about.file;
    this.handle = openSync(about.file, 'a');
  }

  async send({ path, key, body }: Order): Promise<Answered> {
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      Cookie: this.cookie,
      Origin: this.url,
    };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', headers, body, signal });
    return { status: answer.status, text: await answer.text() };
  }

  /** Sends until it is acknowledged. A server that is gone, or not ready, is asked again; any other refusal is a fault. */
  private async insist(order: Order): Promise<Answered> {
    for (;;) {
      const answer = await this.send(order).catch(() => undefined);
      if (answer !== undefined && answer.status < 300) return answer;
      if (answer !== undefined && answer.status !== 503)
        throw new Error(`${order.path}: ${answer.status} ${answer.text}`);
      this.repeated += 1;
      await sleep(50);
    }
  }

  private async reportOne(unit: number, n: number): Promise<void> {
    const id = newId();
    const report = { id, kind: 'grid-event', category: 'drainage', unit, summary: '污水井外溢', place: '东门' };
    const order = { path: '/api/cases', key: newId(), body: JSON.stringify(report) };
    await this.insist(order);
    writeSync(this.handle, `${id}\n`);
    fsyncSync(this.handle);
    this.acknowledged += 1;
    this.orders.push(order);
    if (n % 3 === 0) {
      const dispatch = {
        path: `/api/cases/${id}/dispatch`,
        key: newId(),
        body: JSON.stringify({ version: 1, handler: unit }),
      };
      await this.insist(dispatch);
      const closed = JSON.stringify({ version: 2, outcome: 'done', note: '已疏通' });
      if (n % 2 === 0) await this.insist({ path: `/api/cases/${id}/close`, key: newId(), body: closed });
    }
  }

  /** Begins to report, so many at a time, until `rest`. */
  work(units: readonly number[], atOnce: number): void {
    this.going = true;
    let n = 0;
    const loop = async (): Promise<void> => {
      while (this.going) {
        n += 1;
        await this.reportOne(units[n % units.length] ?? 0, n);
      }
    };
    this.running = Array.from({ length: atOnce }, loop);
    // Awaited in `rest`: until then a fault must not count as one that nobody handles.
    for (const one of this.running) one.catch(() => undefined);
  }

  /** Waits until so many more are acknowledged. */
  async until(more: number): Promise<void> {
    const wanted = this.acknowledged + more;
    while (this.acknowledged < wanted) await Promise.race([sleep(5), ...this.running]);
  }

  /** Lets everything that was begun be acknowledged, and begins nothing more. */
  async rest(): Promise<void> {
    this.going = false;
    await Promise.all(this.running);
  }

  /** What stands in the file. */
  written(): string[] {
    return readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
  }

  /** The last orders sent once more with their keys, and one of them with other content. Gives the statuses. */
  async again(last: number): Promise<{ same: number[]; other: number }> {
    const some = this.orders.slice(-last);
    const same = await Promise.all(some.map(async (order) => (await this.send(order)).status));
    const [order] = some;
    if (order === undefined) throw new Error('nothing was sent yet');
    const other = await this.send({ ...order, body: order.body.replace('东门', '西门') });
    return { same, other: other.status };
  }

  close(): void {
    closeSync(this.handle);
  }
}
