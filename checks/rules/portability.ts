// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import type { Tree } from '../tree.ts';

/** A path that exists on one machine only, not as a part of a longer path or address. */
const MACHINE_PATH = /(?<![\w.\-/:~*])\/(?:work|home|root|tmp|Users)\/\S*/;

function* faultsOfPaths(file: string, text: string): Generator<Fault> {
  if (!MACHINE_PATH.test(text)) return;
  for (const [index, line] of text.split('\n').entries()) {
    const found = MACHINE_PATH.exec(line);
    if (found === null) continue;
    const mend = 'use a path relative to the repository; in tests, a folder made under os.tmpdir()';
    yield {
      file,
      line: index + 1,
      rule: 'machine-path',
      what: `a path of one machine: ${found[0].slice(0, 60)}`,
      mend,
    };
  }
}

type Lock = { readonly packages?: Readonly<Record<string, { readonly resolved?: string; readonly link?: boolean }>> };

function* faultsOfLock(file: string, text: string): Generator<Fault> {
  const mend = 'keep `omit-lockfile-registry-resolved=true` in .npmrc, remove package-lock.json, run `npm install`';
  for (const [name, entry] of Object.entries((JSON.parse(text) as Lock).packages ?? {})) {
    if (entry.resolved === undefined || entry.link === true) continue;
    yield { file, rule: 'lock-address', what: `${name} is locked to an address`, mend };
  }
}

/** Nothing in the repository names a machine or a registry: a clone anywhere is the same. */
export function portability(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.files) {
    const text = tree.text(file);
    faults.push(...faultsOfPaths(file, text));
    if (file === 'package-lock.json') faults.push(...faultsOfLock(file, text));
    if (/(^|\/)\.npmrc$/.test(file) && /registry\s*=/.test(text.replaceAll('registry-resolved', ''))) {
      const mend = 'set it in the settings of the user (npm config set), not of the project';
      faults.push({ file, rule: 'registry-setting', what: 'the project chooses a registry', mend });
    }
  }
  return faults;
}
