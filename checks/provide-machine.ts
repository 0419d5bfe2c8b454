// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// What the tests need of the machine, from Debian's packages. Installs it where that may be done, and says what to do
// where not.

type Need = {
  readonly debianPackage: string;
  readonly purpose: string;
  /** The setting that names another place; where it is set, nothing is installed. */
  readonly setting: string;
  readonly otherwise: string;
  find(): boolean;
};

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

const needs: readonly Need[] = [
  {
    debianPackage: 'chromium',
    purpose: 'The tests of the browser need Chromium',
    setting: 'CHROMIUM_PATH',
    otherwise: 'the program of a Chromium of version 87 or later',
    find: () => {
      const named = process.env.CHROMIUM_PATH;
      return named === undefined ? isOnPath('chromium') : existsSync(named);
    },
  },
  {
    debianPackage: 'postgresql-15',
    purpose: 'The tests of the database run on PostgreSQL 15 too, the oldest version that is supported',
    setting: 'POSTGRES_15_BIN',
    otherwise: 'the folder of its programs (initdb, postgres, pg_ctl)',
    find: () => existsSync(join(process.env.POSTGRES_15_BIN ?? '/usr/lib/postgresql/15/bin', 'postgres')),
  },
];

function install(packages: readonly string[]): void {
  process.stdout.write(`installing for the tests: ${packages.join(', ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', ...packages],
  ];
  steps.every((args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0);
}

const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
const installable = needs.filter((need) => process.env[need.setting] === undefined && !need.find());
if (mayInstall && installable.length > 0) install(installable.map(({ debianPackage }) => debianPackage));
for (const need of needs.filter(({ find }) => !find())) {
  process.stderr.write(
    `${need.purpose}. Install the Debian package ${need.debianPackage} (\`apt-get install ${need.debianPackage}\`, as root),\n` +
      `or set ${need.setting} to ${need.otherwise}.\n`,
  );
  process.exitCode = 1;
}
