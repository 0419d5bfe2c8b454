// SPDX-License-Identifier: Apache-2.0
import { Trial } from './trial.ts';
import type { FromTrial, ToTrial } from './tried.ts';

/** The part of a worker's own scope that is used here. */
type Scope = {
  onmessage: ((event: { readonly data: ToTrial }) => void) | null;
  postMessage(message: FromTrial): void;
};

const scope = self as unknown as Scope;
let trial: Trial | undefined;

scope.onmessage = ({ data }) => {
  if (data.kind === 'facts') trial = new Trial(data.facts, data.base);
  else if (trial !== undefined) answer(trial, data);
};

function answer(of: Trial, asked: Exclude<ToTrial, { kind: 'facts' }>): void {
  if (asked.kind === 'text') scope.postMessage({ kind: 'tried', tried: of.try(asked.text, asked.seq) });
  else if (asked.kind === 'check') scope.postMessage({ kind: 'checked', warnings: of.warnings(asked.text) });
  else {
    const step = (done: number, all: number): void => scope.postMessage({ kind: 'fragile', list: [], done, all });
    const list = of.fragile(asked.text, step);
    scope.postMessage({ kind: 'fragile', list, done: 1, all: 1 });
  }
}
