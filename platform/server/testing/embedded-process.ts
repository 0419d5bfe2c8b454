// SPDX-License-Identifier: Apache-2.0
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { PRODUCT, type Product } from './product-copy.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A process that runs the embedded server, as `npm start` does. */
export type EmbeddedProcess = {
  readonly pid: number;
  readonly url: string;
  readonly data: string;
  readonly takenOver: boolean;
  /** All that the server wrote. */
  log(): string;
  /** Ends it as a careful parent does. */
  stop(): Promise<void>;
  /** `kill -9`: the server becomes an orphan. */
  kill(): Promise<void>;
};

export type Refusal = { readonly zh: string; readonly en: string };

type Options = {
  readonly folder: string;
  readonly port?: number;
  /** A command that runs the process in other circumstances, as another user say. */
  readonly through?: readonly string[];
  readonly product?: Product;
};

const running = new Set<EmbeddedProcess>();

function processOf(child: Child, answer: object, log: () => string): EmbeddedProcess {
  const ended = once(child, 'close');
  const end = async (how: () => void) => {
    how();
    await ended;
    running.delete(one);
  };
  const one = {
    pid: child.pid ?? 0,
    ...(answer as { url: string; data: string; takenOver: boolean }),
    log,
    stop: () => end(() => child.stdin.end()),
    // Its own output stays open in the hands of nobody: the server writes to a pipe that the dead parent held.
    kill: () => end(() => child.kill('SIGKILL')),
  };
  running.add(one);
  return one;
}

/** Starts one and waits for its answer: it runs, or it was refused. */
export async function startProcess(options: Options): Promise<EmbeddedProcess | Refusal> {
  const { folder, port, through = [], product = PRODUCT } = options;
  const command = [...through, product.node, product.script, folder, ...(port === undefined ? [] : [`${port}`])];
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  let wrote = '';
  child.stderr.on('data', (chunk: Buffer) => {
    wrote += chunk.toString('utf8');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = JSON.parse(line) as object;
    return 'url' in answer ? processOf(child, answer, () => wrote) : (answer as Refusal);
  }
  throw new Error(`no answer; it wrote:\n${wrote}`);
}

/** For the end of a test, whatever came of it. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((one) => one.stop()));
}
