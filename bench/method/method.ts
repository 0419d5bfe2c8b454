// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type CompiledMethod,
  compileMethod,
  type Evaluation,
  evaluate,
  parseMethod,
  type Table,
} from '../../method/index.ts';

export const METHOD_FILE = fileURLToPath(new URL('five-stars.yaml', import.meta.url));

/** The method that is measured, with its peers or all units as one group. */
export function fiveStars(peers: 'county' | 'all' = 'county'): CompiledMethod {
  return compiledFrom(readFileSync(METHOD_FILE, 'utf8').replace('peers: county', `peers: ${peers}`));
}

/** Its next edition: a weight, a threshold and a quota are others. */
export function nextEdition(): CompiledMethod {
  const text = readFileSync(METHOD_FILE, 'utf8');
  return compiledFrom(
    text
      .replace('edition: "1"', 'edition: "2"')
      .replace('target: 0.95, unit: 0.01', 'target: 0.97, unit: 0.01')
      .replace('win: 70', 'win: 71')
      .replace('share: 0.1, least: 1', 'share: 0.12, least: 1'),
  );
}

function compiledFrom(text: string): CompiledMethod {
  const parsed = parseMethod('five-stars.yaml', text);
  if (!parsed.ok) throw new Error(parsed.faults.map(({ what }) => what.en).join('; '));
  return compileMethod(parsed.value.method);
}

export function evaluated(compiled: CompiledMethod, table: Table): Evaluation {
  const outcome = evaluate(compiled, table);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ what }) => what.en).join('; '));
  return outcome.value;
}
