// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');

/** Where a server lives: its data folder, its pack, and a port that it keeps. */
export type Home = { readonly data: string; readonly pack: string; readonly port: number };

/** The server as people start it, in a process of its own. */
export type ServerProcess = {
  readonly url: string;
  /** Of the server itself, not of npm. */
  readonly pid: number;
  /** Lines that it wrote, as far as they hold this text. */
  wrote(text: string): string[];
  /** Rejects with its last words if it ends without having been asked. */
  readonly died: Promise<never>;
  /** `kill -9` of the server alone: its database becomes an orphan. */
  kill(): Promise<void>;
  /** Asks it to stop, and gives how it ended. */
  stop(): Promise<number | null>;
};

type Known = { readonly pid: number; readonly parent: number; readonly command: string };

function processes(): Known[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

/** The process that runs the server, somewhere below the one that was started. */
function serverBelow(root: number): number {
  const all = processes();
  const below = (pid: number): Known[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  const found = below(root).find(
    ({ command }) => /node(\.exe)? .*apps\/server\/main\.ts/.test(command) && !/^(sh|npm)\b/.test(command),
  );
  if (found === undefined) throw new Error('the server is no process below npm');
  return found.pid;
}

/** `npm start`, until it says where it is. */
export async function startServer({ data, pack, port }: Home): Promise<ServerProcess> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, PORT: `${port}`, BEICHEN_DATA: data, BEICHEN_PACK: pack, LOG_LEVEL: 'info' };
  const child = spawn('npm', ['start'], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let url: string | undefined;
  let ended = false;
  const closed = once(child, 'close').then(([code]) => {
    ended = true;
    return code as number | null;
  });
  const take = (line: string): void => {
    lines.push(line);
    url ??= /Beichen is up: (\S+)/.exec(line)?.[1];
  };
  createInterface({ input: child.stdout }).on('line', take);
  createInterface({ input: child.stderr }).on('line', take);
  while (url === undefined && !ended) await Promise.race([sleep(20), closed]);
  if (url === undefined) throw new Error(`the server did not start:\n${lines.slice(-30).join('\n')}`);
  const pid = serverBelow(child.pid ?? 0);
  let asked = false;
  const died = closed.then(async (): Promise<never> => {
    if (asked) return await new Promise<never>(() => undefined);
    throw new Error(`the server died:\n${lines.filter((line) => !line.startsWith('{')).join('\n')}`);
  });
  died.catch(() => undefined);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    asked = true;
    if (!ended) process.kill(pid, signal);
    return await closed;
  };
  return {
    url,
    pid,
    died,
    wrote: (text) => lines.filter((line) => line.includes(text)),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** What the embedded database says of itself in the data folder. */
export type EmbeddedDatabase = { readonly folder: string; readonly postmaster: number; readonly url: string };

export async function embeddedDatabase({ data }: Pick<Home, 'data'>): Promise<EmbeddedDatabase> {
  const folder = join(data, 'postgres');
  const file = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as { data: string; password: string };
  const cluster = resolve(folder, file.data);
  const [pid = '', , , port = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const url = `postgres://postgres:${encodeURIComponent(file.password)}@127.0.0.1:${port.trim()}/beichen_demo`;
  return { folder: cluster, postmaster: Number(pid), url };
}
