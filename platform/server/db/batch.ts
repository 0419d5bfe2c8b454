// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';

/** What goes out beside the statement that is asked; its rows, if any, are not looked at. */
export type Aside = { readonly text: string; readonly values: readonly string[] };

export type Asked = { readonly text: string; readonly values: readonly unknown[] };
export type Asides = { readonly before: readonly Aside[]; readonly after: readonly Aside[] };
export type Heard = (error: Error | null, result: pg.QueryResult) => void;

/** As far as `pg` lets a query of its own be made: what it sends, and what it hears. */
type Wire = {
  readonly stream: { write(bytes: Buffer): void };
  parse(about: { readonly text: string }): void;
  bind(about: { readonly values: readonly string[] }): void;
  execute(about: object): void;
  sync(): void;
  /** All that the others send goes through it, one message at a time. */
  _send(message: Buffer): void;
};
type Listener = {
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: { readonly text: string }, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
};
// The types of `pg` declare its query without what it hears from the wire; Listener is as much of it as is used here.
const Query = pg.Query as unknown as new (text: string, values: readonly unknown[], heard: Heard) => Listener;

function send(wire: Wire, { text, values }: Aside): void {
  wire.parse({ text });
  wire.bind({ values });
  wire.execute({});
}

/**
 * Statements that go out in one piece and are answered in one: a round trip for all of them. The database stops at the first that fails and
 * skips the rest, a COMMIT too.
 */
export class Batch extends Query {
  private readonly before: readonly Aside[];
  private readonly after: readonly Aside[];
  private completed = 0;
  private broken = false;

  constructor(asked: Asked, { before, after }: Asides, heard: Heard) {
    super(asked.text, asked.values, heard);
    this.before = before;
    this.after = after;
  }

  submit(wire: Wire): null {
    const messages: Buffer[] = [];
    const gathered: Wire = Object.create(wire, { _send: { value: (message: Buffer) => messages.push(message) } });
    for (const aside of this.before) send(gathered, aside);
    this.prepare(gathered);
    // A value that cannot be sent has ended it: `prepare` has told so and synchronised.
    if (!this.broken) {
      for (const aside of this.after) send(gathered, aside);
      gathered.sync();
    }
    // One buffer: a corked stream hands the system each message by itself, which took a third of an intake's time in the server.
    wire.stream.write(Buffer.concat(messages));
    return null;
  }

  /** `prepare` ends with this: the rows are asked for, and what comes after goes out before the one synchronisation. */
  _getRows(wire: Wire): void {
    wire.execute({});
  }

  override handleDataRow(message: unknown): void {
    if (this.completed === this.before.length) super.handleDataRow(message);
  }

  override handleCommandComplete(message: { readonly text: string }, wire: Wire): void {
    if (this.completed === this.before.length) super.handleCommandComplete(message, wire);
    this.completed += 1;
  }

  override handleError(error: Error, wire: Wire): void {
    this.broken = true;
    super.handleError(error, wire);
  }
}
