// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { noServerUser } from './postgres-fault.ts';

/** As whom the server runs: empty for the current user, which is anybody but root. */
export type ServerUser = { readonly uid?: number; readonly gid?: number };

type Ran = { readonly code: number | null; readonly output: string };

/** The programs get no environment of ours: it may hold secrets, or settings for another server (PGDATA, PGPORT). */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TZ', 'SystemRoot', 'TEMP'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Runs a program to its end and returns all that it wrote; the code is null where it could not be started. */
export function run(user: ServerUser, [program, ...args]: readonly [string, ...string[]]): Promise<Ran> {
  return new Promise((resolve) => {
    // From the root folder, because the current one may be closed to the user.
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function postgresUser(): Promise<ServerUser | undefined> {
  const [uid, gid] = await Promise.all([run({}, ['id', '-u', 'postgres']), run({}, ['id', '-g', 'postgres'])]);
  return uid.code === 0 && gid.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : undefined;
}

/**
 * PostgreSQL refuses to run as root. Root runs it as the owner of an existing data folder, else as the system user
 * `postgres`, which is made where it is missing.
 */
export async function serverUser(data: string | undefined): Promise<ServerUser> {
  if (!isRoot()) return {};
  const owner = data === undefined ? undefined : await stat(data).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = await postgresUser();
  if (known !== undefined) return known;
  const shell = '/usr/sbin/nologin';
  const made = await run({}, ['useradd', '--system', '--user-group', '--no-create-home', '--shell', shell, 'postgres']);
  // A second start may have made it at the same moment.
  const user = await postgresUser();
  if (user === undefined) throw noServerUser(made.output.trim());
  return user;
}

/** Whether the user may enter a folder, all folders above it included. */
export async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  if (user.uid === undefined) return true;
  return (await run(user, ['/bin/sh', '-c', 'cd "$1"', 'sh', folder])).code === 0;
}
