// SPDX-License-Identifier: Apache-2.0
import { Draft } from './check/draft.ts';
import { compileMethod } from './evaluate/compile.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { type Fault, Faults } from './fault.ts';
import { lintData } from './lint/data.ts';
import { lintPoints } from './lint/points.ts';
import { lintPublication } from './lint/publication.ts';
import type { ParsedMethod } from './parse.ts';
import type { Table } from './table.ts';

/**
 * Warnings about a method that is without fault, in the order of its lines: what a careful office would ask before it
 * issues it. With units and facts, also what the method comes to on them; where they do not fit it, their faults.
 */
export function lintMethod(file: string, parsed: ParsedMethod, table?: Table): readonly Fault[] {
  const warnings = new Faults(file);
  const draft = new Draft(parsed.source, warnings, []);
  const compiled = compileMethod(parsed.method);
  lintPublication(draft);
  lintPoints(draft, compiled);
  if (table === undefined) return warnings.all();
  const evaluated = evaluate(compiled, table);
  if (!evaluated.ok) return [...warnings.all(), ...evaluated.faults];
  lintData(draft, evaluated.value);
  return warnings.all();
}
