// SPDX-License-Identifier: Apache-2.0
import type { ChangeOf } from '../model/changes.ts';
import { type ChangeRule, type DoneStep, faultAt, type Step } from './change.ts';

/** What undoes a step. */
function inverseOf(step: DoneStep): Step {
  switch (step.do) {
    case 'open':
    case 'reopen':
      return { do: 'close', unit: step.unit };
    case 'close':
      return { do: 'reopen', unit: step.unit };
    case 'rename':
      return { do: 'rename', unit: step.unit, name: step.before, before: step.name };
    case 'move':
      if (step.before === null) throw new RangeError('the root has moved nowhere');
      return { do: 'move', unit: step.unit, parent: step.before, before: step.parent };
    case 'pass':
      return { do: 'pass', holding: step.holding, from: step.to, to: step.unit, records: step.records };
  }
}

const ONLY = { zh: '只能撤回已经生效的变更', en: 'Only a change that was carried out can be undone' };

/** A change is undone by a new one, from its own day on: what held meanwhile, held. What came to a new unit since goes back with the rest. */
export const undoRule: ChangeRule<ChangeOf<'undo'>> = {
  units: () => [],
  emptied: () => [],
  codes: () => [],
  plan(_, { undone, units, holdings }) {
    if (undone === undefined) {
      const mend = { zh: '从变更记录里选一次', en: 'Choose one from the list of changes' };
      return { steps: [], warnings: [], faults: [faultAt('/of', ONLY, mend)] };
    }
    const names = undone.touchedLater.map((id) => units.get(id)?.name ?? String(id));
    const what = { zh: `${names.join('、')}此后又有变更`, en: `Changed again since: ${names.join(', ')}` };
    const faults =
      names.length === 0 ? [] : [faultAt('/of', what, { zh: '先撤回后面的变更', en: 'Undo the later change first' })];
    const back = [...undone.steps].reverse();
    const opened = back.flatMap((step) => (step.do === 'open' ? [step.unit] : []));
    // A unit that ends by the undoing may have got new things since; they go where the rest goes.
    const rest =
      undone.home === null
        ? []
        : opened.flatMap((from) =>
            [...holdings.keys()].map(
              (holding): Step => ({ do: 'pass', holding, from, to: undone.home as number, records: null }),
            ),
          );
    const steps = back.filter((step) => step.do !== 'pass' || step.records.length > 0).map(inverseOf);
    const closing = steps.findIndex((step) => step.do === 'close');
    const all = closing < 0 ? steps : [...steps.slice(0, closing), ...rest, ...steps.slice(closing)];
    return { steps: all, faults, warnings: [] };
  },
};
