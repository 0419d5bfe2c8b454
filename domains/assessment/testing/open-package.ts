// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { compileMethod, digestOf, evaluate, parseMethod, readCatalogue, unitResults } from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';
import { strFromU8, unzipSync } from 'fflate';

/** The files of an open data package as texts. */
export async function filesOf(answer: Response): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** What the files of a package give by themselves, as the command line reads them. */
export async function recomputed(files: Record<string, string>) {
  const bytes = (name: string): Uint8Array => new TextEncoder().encode(files[name]);
  const catalogue = readCatalogue('measures.yaml', files['measures.yaml'] ?? '');
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.faults));
  const parsed = parseMethod('method.yaml', files['method.yaml'] ?? '', new Set(catalogue.value.measures.keys()));
  const units = await readUnits({ name: 'units.csv', bytes: bytes('units.csv') });
  if (!parsed.ok || !units.ok) throw new Error(JSON.stringify([parsed, units]));
  const compiled = compileMethod(parsed.value.method);
  const expected = { subject: 'community', ratios: compiled.ratios };
  const facts = await readFacts({ name: 'facts.csv', bytes: bytes('facts.csv') }, units.value, expected);
  if (!facts.ok) throw new Error(JSON.stringify(facts.faults));
  const evaluation = evaluate(compiled, { units: units.value, facts: facts.value });
  if (!evaluation.ok) throw new Error(JSON.stringify(evaluation.faults));
  const digest = digestOf(evaluation.value, createHash('sha256'));
  return { digest, results: [...unitResults(evaluation.value)] };
}
