// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import type { Fault } from '../fault.ts';
import { lineOf, nodesOf, type Tree } from '../tree.ts';

const FILE_LINES = 400;
const FUNCTION_LINES = 60;
const PARAMETERS = 3;

/** `describe(…, () => { … })` groups tests; the tests in it are measured, the group is not. */
function isTestGroup(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && /^describe\b/.test(call.expression.getText());
}

function* faultsOfFunction(file: string, source: ts.SourceFile, node: ts.SignatureDeclaration): Generator<Fault> {
  const line = lineOf(source, node);
  const name = node.name?.getText(source) ?? 'a function';
  const parameters = node.parameters.filter((parameter) => parameter.name.getText(source) !== 'this').length;
  if (parameters > PARAMETERS) {
    const mend = 'take (ctx, actor, input), or one object with named fields';
    yield { file, line, rule: 'parameters', what: `${name} has ${parameters} parameters, at most ${PARAMETERS}`, mend };
  }
  const lines = source.getLineAndCharacterOfPosition(node.end).line + 2 - line;
  if (lines > FUNCTION_LINES && !isTestGroup(node)) {
    const mend = 'name its steps and make each a function';
    yield { file, line, rule: 'function-size', what: `${name} has ${lines} lines, at most ${FUNCTION_LINES}`, mend };
  }
}

/** Files stop at 400 lines, functions at 60, parameters at three. These rules cannot be switched off. */
export function sizes(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.code) {
    const source = tree.source(file);
    const lines = tree.text(file).replace(/\n$/, '').split('\n').length;
    if (lines > FILE_LINES) {
      const mend = 'split it by what its parts are for; a name that needs "and" shows where';
      faults.push({ file, rule: 'file-size', what: `${lines} lines, at most ${FILE_LINES}`, mend });
    }
    for (const node of nodesOf(source)) {
      if (ts.isFunctionLike(node)) faults.push(...faultsOfFunction(file, source, node));
    }
  }
  return faults;
}
