// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import type { Tree } from '../tree.ts';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that readers and tools look for in this spelling. */
const CUSTOMARY = /^(LICENSE|NOTICE|Dockerfile|[A-Z]+(\.zh-CN)?\.md|zh-CN\.[a-z]+|en\.[a-z]+)$/;
const EMPTY = /(^|-)(utils?|helpers?|common|misc)$/;
const DECISION = /^docs\/decisions\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/;
const DECISION_LINES = 60;

function faultOfSegment(file: string, segment: string): Fault | undefined {
  if (!KEBAB.test(segment) && !CUSTOMARY.test(segment)) {
    return {
      file,
      rule: 'kebab-case',
      what: `the name ${segment} is not in kebab-case`,
      mend: 'write-it-like-this.ts',
    };
  }
  if (EMPTY.test(segment.replace(/\..*$/, ''))) {
    const mend = 'name it after what it does, or move each function to the code that it serves';
    return { file, rule: 'empty-name', what: `the name ${segment} says nothing`, mend };
  }
  return undefined;
}

function faultOfDecision(tree: Tree, file: string): Fault | undefined {
  if (!DECISION.test(file)) {
    const mend = 'docs/decisions/2026-11-24-what-was-decided.md';
    return { file, rule: 'decision-name', what: 'a decision record carries its date in its name', mend };
  }
  const lines = tree.text(file).trimEnd().split('\n').length;
  if (lines <= DECISION_LINES) return undefined;
  const mend = 'keep what was decided, why, and what was refused';
  return { file, rule: 'decision-size', what: `${lines} lines, at most a page (${DECISION_LINES})`, mend };
}

/** Files and folders in kebab-case, none with a name that says nothing; decision records dated and short. */
export function names(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.files) {
    for (const segment of file.split('/')) {
      const fault = faultOfSegment(file, segment);
      if (fault !== undefined) faults.push(fault);
    }
    const decision = file.startsWith('docs/decisions/') ? faultOfDecision(tree, file) : undefined;
    if (decision !== undefined) faults.push(decision);
  }
  return faults;
}
