// SPDX-License-Identifier: Apache-2.0
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { domainsOf } from '../domains.ts';
import type { Fault } from '../fault.ts';
import { type ImportRule, importRules } from '../import-rules.ts';
import { importsOf } from '../imports.ts';
import type { Tree } from '../tree.ts';

function lineOfImport(tree: Tree, violation: IViolation): number | undefined {
  const wanted = [violation.unresolvedTo, violation.to];
  const named = importsOf(tree, violation.from).find((found) => wanted.includes(found.to));
  const last = violation.to.split('/').at(-1) ?? violation.to;
  return (named ?? importsOf(tree, violation.from).find((found) => found.to.endsWith(last)))?.line;
}

function faultOf(tree: Tree, rule: ImportRule, violation: IViolation): Fault {
  const path = violation.cycle?.map((step) => step.name).join(' → ') ?? violation.to;
  const fault = { file: violation.from, rule: rule.name, what: `${rule.what}: ${path}`, mend: rule.mend };
  const line = lineOfImport(tree, violation);
  return line === undefined ? fault : { ...fault, line };
}

/** A circle is found once from each of its files; one telling is enough. */
function withoutRepeats(violations: readonly IViolation[]): IViolation[] {
  const circles = new Set<string>();
  return violations.filter((violation) => {
    if (violation.cycle === undefined) return true;
    const members = violation.cycle.map((step) => step.name).sort();
    const known = circles.has(members.join('\n'));
    circles.add(members.join('\n'));
    return !known;
  });
}

/** Who may import whom. Expects the working directory to be the root of the tree. */
export async function importGraph(tree: Tree): Promise<Fault[]> {
  const { needs, faults } = domainsOf(tree);
  const rules = importRules(needs);
  const forbidden = rules.map(({ from, to }, index) => ({ name: String(index), severity: 'error' as const, from, to }));
  const result = await cruise(
    [...tree.code],
    {
      ruleSet: { forbidden },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      outputType: 'json',
    },
    { conditionNames: ['import', 'types', 'node', 'default'], exportsFields: ['exports'] },
  );
  const { output } = result;
  const { violations } = (typeof output === 'string' ? (JSON.parse(output) as ICruiseResult) : output).summary;
  for (const violation of withoutRepeats(violations)) {
    const rule = rules[Number(violation.rule.name)];
    if (rule !== undefined) faults.push(faultOf(tree, rule, violation));
  }
  return faults;
}
