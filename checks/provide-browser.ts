// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Tests of the browser run in Debian's chromium. Installs it where that may be done, and says what to do where not.

function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

function install(): boolean {
  const steps = [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', 'chromium'],
  ];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return steps.every(
    (args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0,
  );
}

const mayInstall =
  process.env.CHROMIUM_PATH === undefined && process.getuid?.() === 0 && existsSync('/etc/debian_version');
if (findBrowser() === undefined && mayInstall) {
  process.stdout.write('installing the package chromium for the tests of the browser\n');
  install();
}
if (findBrowser() === undefined) {
  process.stderr.write(
    'The tests of the browser need Chromium. Install the Debian package chromium (`apt-get install chromium`, as root),\n' +
      'or set CHROMIUM_PATH to the program of a Chromium of version 87 or later.\n',
  );
  process.exitCode = 1;
}
