// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { ChangeOf } from '../model/changes.ts';
import { type ChangeRule, type DoneStep, faultAt, type Step, type World } from './change.ts';
import { type Ended, type Restored, Restorer, staysWords } from './restore.ts';

/** What undoes a step on a day. */
function inverseOf(step: DoneStep, on: CivilDate): Step {
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
    case 'appoint':
      // What held meanwhile, held: one that began before is ended, one that was yet to begin never does.
      return { do: 'end', unit: step.unit, post: step.post, role: step.role, on: step.from > on ? step.from : on };
    case 'tie': {
      const { unit, by, kind, post, relation, from } = step;
      return { do: 'untie', unit, by, kind, post, relation, on: from > on ? from : on };
    }
    case 'end':
    case 'untie':
      throw new RangeError('what has ended is given back by whoever knows what stands in its way');
    case 'count':
      throw new RangeError('what was counted is said anew by hand');
    case 'pass':
      return { do: 'pass', holding: step.holding, from: step.to, to: step.unit, records: step.records };
  }
}

const ONLY = { zh: '只能撤销已经生效的调整', en: 'Only a change that was carried out can be undone' };

const ALREADY = { zh: '已经撤销，或正待撤销', en: 'It has been undone, or is about to be' };

/** What a unit comes back below must be there on the day, or come back with it. */
function* parentFaults(steps: readonly Step[], { units }: World): Generator<InputFault> {
  const back = new Set(steps.flatMap((step) => (step.do === 'reopen' ? [step.unit] : [])));
  for (const step of steps) {
    if (step.do !== 'reopen' && step.do !== 'move') continue;
    const unit = units.get(step.unit);
    const parent = step.do === 'move' ? step.parent : unit?.parent;
    const above = typeof parent === 'number' ? units.get(parent) : undefined;
    if (unit === undefined || above === undefined || above.closedOn === null || back.has(above.id)) continue;
    const what = {
      zh: `${unit.name}原来的上级${above.name}已撤销`,
      en: `${above.name}, which ${unit.name} lay below, is closed`,
    };
    yield faultAt('/of', what, { zh: '先恢复上级单位', en: 'Undo the closing of the parent first' });
  }
}

/** What undoing does not bring back, said before it is decided. */
function* lostBy(steps: readonly DoneStep[]): Generator<Words> {
  const counts = steps.filter((step) => step.do === 'count').length;
  if (counts > 0)
    yield {
      zh: `${counts}个单位登记的户数照旧，不改回`,
      en: `The households of ${counts} units stay as they were entered`,
    };
  const ended = steps.flatMap((step) => (step.do === 'pass' ? (step.ended ?? []) : []));
  if (ended.length > 0)
    yield {
      zh: `随调整结束的不恢复，须重新设定：${ended.join('、')}`,
      en: `What ended with the change stays ended, set it anew: ${ended.join(', ')}`,
    };
  if (steps.some((step) => step.do === 'appoint'))
    yield {
      zh: '随任职开通的账号保留，不再需要的由账号管理员停用',
      en: 'Accounts that were opened with posts stay: an administrator closes those that are no longer needed',
    };
}

/** The units as they will be once those that come back are back, and those that go are gone. */
function unitsAfter(steps: readonly DoneStep[], { units, today }: World): World['units'] {
  const after = new Map(units);
  for (const { do: what, unit } of steps) {
    const found = units.get(unit);
    if (found === undefined) continue;
    if (what === 'open' || what === 'reopen') after.set(unit, { ...found, closedOn: today });
    if (what === 'close') after.set(unit, { ...found, closedOn: null });
  }
  return after;
}

/** Whether a post or tie that a step gave has ended by itself, or by somebody, on the day or before: nothing is left to end. */
function isOver(step: DoneStep, { posts, ties }: Ended, on: CivilDate): boolean {
  if (step.do !== 'appoint' && step.do !== 'tie') return false;
  const given = step.do === 'appoint' ? posts.get(step.post) : ties.get(step.relation);
  const until = given?.until ?? null;
  return until !== null && (until <= on || until <= step.from);
}

/** The way back of each step; of what cannot come back, why not. */
function waysBack(back: readonly DoneStep[], world: World, ended: Ended) {
  const gone = back.flatMap((step) => (step.do === 'appoint' ? [step.post] : step.do === 'tie' ? [step.relation] : []));
  const { today, kinds } = world;
  const restorer = new Restorer({ today, ended, kinds, units: unitsAfter(back, world), gone: new Set(gone) });
  const stays: Words[] = [];
  const take = <S extends Step>(restored: Restored<S>): Step[] => {
    if ('step' in restored) return [restored.step];
    stays.push(restored.stays);
    return [];
  };
  const isActing = (step: DoneStep): boolean =>
    step.do === 'end' && typeof ended.posts.get(step.post)?.actsFor === 'string';
  // Whoever is acted for comes back before those who act.
  const inOrder = [...back.filter((step) => !isActing(step)), ...back.filter(isActing)];
  const steps = inOrder.flatMap((step): Step[] => {
    if (step.do === 'end') return take(restorer.post(step));
    if (step.do === 'untie') return take(restorer.tie(step));
    return isOver(step, ended, today) ? [] : [inverseOf(step, today)];
  });
  return { steps, stays };
}

/**
 * A change is undone by a new one, from its own day on: what held meanwhile, held. What came to a new unit since goes back with the rest,
 * or, where the change had no old unit, to the unit above. Posts and ties that it ended are given again from that day on, for as long as they
 * were to last; where that cannot be, it is said why.
 */
export const undoRule: ChangeRule<ChangeOf<'undo'>> = {
  units: () => [],
  emptied: () => [],
  codes: () => [],
  plan(_, world) {
    const { undone, units, holdings } = world;
    if (undone === undefined || undone.undone) {
      const mend = { zh: '从调整记录里选一次', en: 'Choose one from the list of changes' };
      return { steps: [], warnings: [], faults: [faultAt('/of', undone === undefined ? ONLY : ALREADY, mend)] };
    }
    const back = [...undone.steps].reverse();
    const rest = back.flatMap((step) => {
      if (step.do !== 'open') return [];
      const to = undone.home ?? step.parent;
      return [...holdings.keys()].map((holding): Step => ({ do: 'pass', holding, from: step.unit, to, records: null }));
    });
    // What goes back with the rest of its kind is not told apart from it.
    const isInRest = (step: Extract<DoneStep, { do: 'pass' }>): boolean =>
      rest.some(
        (one) => one.do === 'pass' && one.holding === step.holding && one.from === step.to && one.to === step.unit,
      );
    const taken = back.filter(
      (step) => step.do !== 'count' && (step.do !== 'pass' || (step.records.length > 0 && !isInRest(step))),
    );
    const { steps, stays } = waysBack(taken, world, undone.ended);
    const closing = steps.findIndex((step) => step.do === 'close');
    const all = closing < 0 ? steps : [...steps.slice(0, closing), ...rest, ...steps.slice(closing)];
    const names = undone.touchedLater.map((id) => units.get(id)?.name ?? String(id));
    const what = { zh: `${names.join('、')}此后又有调整`, en: `Changed again since: ${names.join(', ')}` };
    const later =
      names.length === 0 ? [] : [faultAt('/of', what, { zh: '先撤销后面的调整', en: 'Undo the later change first' })];
    return {
      steps: all,
      faults: [...later, ...parentFaults(all, world)],
      warnings: [...staysWords(stays), ...lostBy(undone.steps)],
    };
  },
};
