// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACK = join(import.meta.dirname, '../../packs/nanyang/pack.yaml');

/** The section `lines` of the city's pack, as it stands there: its kinds of cases lie on these. */
export async function linesOfNanyang(): Promise<string> {
  const [section] = (await readFile(PACK, 'utf8')).match(/^lines:\n(?: {2}.*\n)+/m) ?? [];
  if (section === undefined) throw new Error(`${PACK}: no duty lines are found any more`);
  return section;
}
