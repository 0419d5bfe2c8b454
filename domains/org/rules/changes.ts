// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { idsOf, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Change, ChangeKind, ChangeOf } from '../model/changes.ts';
import type { ChangeRule, Plan, World } from './change.ts';
import { importRule } from './import-change.ts';
import { mergeRule } from './merge.ts';
import { closeRule, moveRule, openRule, renameRule } from './simple-changes.ts';
import { splitRule } from './split.ts';
import { undoRule } from './undo.ts';

const RULES: { readonly [Kind in ChangeKind]: ChangeRule<ChangeOf<Kind>> } = {
  rename: renameRule,
  move: moveRule,
  open: openRule,
  close: closeRule,
  split: splitRule,
  merge: mergeRule,
  undo: undoRule,
  import: importRule,
};

/** The rule of a change's kind. */
export function ruleOf<C extends Change>(change: C): ChangeRule<C> {
  // The table's type gives each kind its own rule; TypeScript does not follow that through a generic key.
  return RULES[change.kind] as unknown as ChangeRule<C>;
}

function* dateFaults(from: CivilDate, world: World): Generator<InputFault> {
  const mend = { zh: '改为今天或以后的日期', en: 'Choose today or a later day' };
  if (from < world.today) yield { path: '/from', what: { zh: '不能早于今天', en: 'It cannot lie before today' }, mend };
  for (const unit of world.units.values())
    if (unit.since > from)
      yield {
        path: '/from',
        what: {
          zh: `${unit.name}到${unit.since}才有现在的归属和名称`,
          en: `${unit.name} lies and is called so only since ${unit.since}`,
        },
        mend,
      };
}

/** What a change comes to on a day: its steps and all that stands against them. */
export function planOf(change: Change, from: CivilDate, world: World): Plan {
  const plan = ruleOf(change).plan(change, world);
  return { ...plan, faults: [...dateFaults(from, world), ...plan.faults] };
}

/** The nearest unit above all of them: whoever may change there may make the change. */
export function commonAncestor(paths: readonly OrgPath[]): number {
  const chains = paths.map(idsOf);
  const [first = []] = chains;
  const shared = first.findIndex((id, at) => chains.some((chain) => chain[at] !== id));
  const common = first[(shared < 0 ? first.length : shared) - 1];
  if (common === undefined) throw new RangeError('units without a common root');
  return common;
}
