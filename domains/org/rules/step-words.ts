// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { Target } from '../model/changes.ts';
import type { DoneStep, Step } from './change.ts';
import { RELATION_RULES } from './relation-kinds.ts';

/** How units and holdings are called in a sentence. */
export type Called = { unit(target: Target): string; holding(id: string): Words; role(id: string): Words };

type TieStep = Extract<Step | DoneStep, { do: 'tie' | 'untie' | 'retie' }>;

/** Who covers, serves or answers for whom, and in whose name; or no more. */
function tieWords(step: TieStep, called: Called): Words {
  const { kind, post } = 'tie' in step ? step.tie : step;
  const by = called.unit('tie' in step ? step.tie.unit : step.by);
  const over = called.unit('tie' in step ? step.tie.over : step.unit);
  const role = post === null ? undefined : called.role(post);
  const [zh, en] = role === undefined ? [by, by] : [`${by}（${role.zh}）`, `${by} (${role.en})`];
  const { does } = RELATION_RULES[kind];
  if (step.do === 'retie') return { zh: `${zh}重新${does.zh}${over}`, en: `${en} is to ${does.en} ${over} again` };
  return step.do === 'tie'
    ? { zh: `${zh}${does.zh}${over}`, en: `${en} is to ${does.en} ${over}` }
    : { zh: `${zh}不再${does.zh}${over}`, en: `${en} is to ${does.en} ${over} no more` };
}

/** What a step does, or did, said from the step itself. */
export function sentenceOf(step: Step | DoneStep, called: Called): Words {
  switch (step.do) {
    case 'open': {
      const name = called.unit('key' in step ? step.key : step.unit);
      const above = called.unit(step.parent);
      return { zh: `设${name}，由${above}管`, en: `${name} is opened below ${above}` };
    }
    case 'move': {
      const [unit, to] = [called.unit(step.unit), called.unit(step.parent)];
      const from = step.before === null ? undefined : called.unit(step.before);
      return from === undefined
        ? { zh: `${unit}划归${to}`, en: `${unit} goes to ${to}` }
        : { zh: `${unit}由${from}划归${to}`, en: `${unit} goes from ${from} to ${to}` };
    }
    case 'rename':
      return { zh: `“${step.before}”改称“${step.name}”`, en: `“${step.before}” is called “${step.name}” from now on` };
    case 'pass': {
      const { zh, en } = called.holding(step.holding);
      const [from, to] = [called.unit('from' in step ? step.from : step.unit), called.unit(step.to)];
      const some = step.records === null ? undefined : step.records.length;
      return {
        zh: `${from}的${zh}${some === undefined ? '' : `（${some}）`}转给${to}`,
        en: `${en} of ${from}${some === undefined ? '' : ` (${some})`} go to ${to}`,
      };
    }
    case 'close':
      return { zh: `撤销${called.unit(step.unit)}`, en: `${called.unit(step.unit)} is closed` };
    case 'appoint': {
      const unit = called.unit('unit' in step ? step.unit : step.post.unit);
      const { zh, en } = called.role('unit' in step ? step.role : step.post.role);
      return { zh: `${unit}任命${zh}`, en: `${unit}: ${en} appointed` };
    }
    case 'end': {
      const { zh, en } = called.role(step.role);
      return { zh: `${called.unit(step.unit)}的${zh}任职结束`, en: `${called.unit(step.unit)}: ${en} ends` };
    }
    case 'reappoint': {
      const [unit, { zh, en }] = [called.unit(step.unit), called.role(step.role)];
      return { zh: `恢复${unit}的${zh}任职`, en: `${unit}: ${en} is given the post again` };
    }
    case 'count': {
      const unit = called.unit(step.unit);
      return { zh: `${unit}登记为${step.households}户`, en: `${unit} has ${step.households} households` };
    }
    case 'tie':
    case 'untie':
    case 'retie':
      return tieWords(step, called);
    case 'reopen':
      return { zh: `恢复${called.unit(step.unit)}`, en: `${called.unit(step.unit)} is open again` };
  }
}
