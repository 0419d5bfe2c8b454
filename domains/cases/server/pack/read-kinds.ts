// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, placeOf, readSource } from '@beichen/method';
import { type DutyLines, unknownLine } from '@beichen/platform-server/packs/read-pack.ts';
import { z } from 'zod';
import { type CaseKind, kindsSchema } from '../../model/kinds.ts';

const FILE = join('cases', 'kinds.yaml');

/** A file of the pack that means nothing: all its faults, each with its place. */
export class PackFault extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${placeOf(fault)} ${fault.what.zh}；${fault.mend.zh} · ${fault.what.en}`).join('\n'));
    this.faults = faults;
  }
}

/**
 * The kinds of cases of a pack, each on a duty line that has a title, or on none.
 * @throws PackFault
 */
export async function readKinds(pack: string, lines: DutyLines): Promise<readonly CaseKind[]> {
  const titled = kindsSchema.superRefine(({ kinds }, context) => {
    for (const [at, { categories }] of kinds.entries())
      for (const [n, { line }] of categories.entries()) {
        if (line === null || line in lines) continue;
        const path = ['kinds', at, 'categories', n, 'line'];
        context.addIssue({ code: 'custom', path, message: 'no title', params: unknownLine(line) });
      }
  });
  return (await readPackFile(join(pack, FILE), titled)).kinds;
}

const said = z.object({
  what: z.object({ zh: z.string(), en: z.string() }),
  mend: z.object({ zh: z.string(), en: z.string() }),
});

/** A YAML file read by its schema; faults of form and of meaning come with file and line. */
export async function readPackFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const source = readSource(file, await readFile(file, 'utf8'));
  if (!source.ok) throw new PackFault(source.faults);
  const read = schema.safeParse(source.value.value);
  if (read.success) return read.data;
  const { places } = source.value;
  const faults = read.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const where = path.join('.');
    const own = said.safeParse(issue.code === 'custom' ? issue.params : undefined);
    return {
      file,
      ...places.of(path),
      code: 'shape',
      what: { zh: `${where}不合要求：${issue.message}`, en: `${where}: ${issue.message}` },
      mend: { zh: '按要求改正', en: 'correct it' },
      ...own.data,
    };
  });
  throw new PackFault(faults);
}
