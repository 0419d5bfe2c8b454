// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, placeOf, readSource } from '@beichen/method';
import type { z } from 'zod';
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
 * The kinds of cases of a pack.
 * @throws PackFault
 */
export async function readKinds(pack: string): Promise<readonly CaseKind[]> {
  return (await readPackFile(join(pack, FILE), kindsSchema)).kinds;
}

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
    return {
      file,
      ...places.of(path),
      code: 'shape',
      what: { zh: `${where}不合要求：${issue.message}`, en: `${where}: ${issue.message}` },
      mend: { zh: '按要求改正', en: 'correct it' },
    };
  });
  throw new PackFault(faults);
}
