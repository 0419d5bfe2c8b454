// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPort } from '@beichen/platform-server/postgres/free-port.ts';

/** A server in a process of its own. */
export type Program = {
  readonly url: string;
  readonly pid: number;
  /** Seconds from its start to its first good answer. */
  readonly took: number;
  stop(): Promise<void>;
};

export type ProgramAbout = {
  /** Address that answers 200 once it serves. */
  readonly ready: string;
  /** File that takes what it writes. */
  readonly log: string;
  readonly env: Readonly<Record<string, string>>;
};

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Starts a program of ours on a free port, which it is told as PORT, and waits until it serves. */
export async function startProgram(file: string, about: ProgramAbout): Promise<Program> {
  const port = await findPort(0);
  const url = `http://127.0.0.1:${port}`;
  const out = openSync(about.log, 'w');
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
  const begun = performance.now();
  const env = { ...process.env, ...about.env, PORT: String(port) };
  const child = spawn(process.execPath, [...flags, file], { env, stdio: ['ignore', out, out] });
  closeSync(out);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  while (!(await answers(`${url}${about.ready}`))) {
    if (child.exitCode !== null) throw new Error(`${file} ended:\n${readFileSync(about.log, 'utf8').slice(-2000)}`);
    await sleep(10);
  }
  const took = (performance.now() - begun) / 1000;
  const stop = (): Promise<void> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, pid: child.pid ?? 0, took, stop };
}
