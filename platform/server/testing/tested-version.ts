// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedPrograms, type Programs, programsIn } from '../postgres/programs.ts';
import type { ServerUser } from '../postgres/server-user.ts';

/** The oldest and the newest version that Beichen runs on: what is tested is supported. */
export type TestedVersion = 15 | 18;

export function testedVersion(named: string | undefined): TestedVersion {
  if (named === undefined || named === '18') return 18;
  if (named === '15') return 15;
  throw new Error(`BEICHEN_TEST_POSTGRES is ${named}; it may be 15 or 18`);
}

/** 18 comes from npm, 15 from Debian; POSTGRES_15_BIN names another folder with its programs. */
export async function programsOfVersion(version: TestedVersion, user: ServerUser): Promise<Programs> {
  if (version === 18) return embeddedPrograms(user);
  const bin = process.env['POSTGRES_15_BIN'] ?? '/usr/lib/postgresql/15/bin';
  if (!existsSync(join(bin, 'postgres'))) {
    throw new Error(
      `PostgreSQL 15 is not in ${bin}. Install the Debian package postgresql-15 (\`apt-get install postgresql-15\`, as root),` +
        ' or set POSTGRES_15_BIN to the folder of its programs.',
    );
  }
  return programsIn(bin, '15');
}
