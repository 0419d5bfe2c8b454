// SPDX-License-Identifier: Apache-2.0
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import type { Language } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import type { CaseRow } from '../../model/views.ts';
import type { CaseKey } from '../words.ts';

type Told = Pick<CaseRow, 'lastDay' | 'running' | 'deferred' | 'stage'>;

/** What is left, or by how much it is late: 余2.4个工作日, 超1.3个工作日. */
export function leftText({ unit, left }: NonNullable<CaseRow['running']>, say: Say<CaseKey>): string {
  const late = left < 0;
  const amount = Math.abs(left);
  const count = numberText(amount);
  if (unit === 'hours') return say(late ? 'due.late.hours' : 'due.left.hours', { count, amount });
  return say(late ? 'due.late.days' : 'due.left.days', { count, amount });
}

/** When a case is due, as a short sentence: 10月18日截止，余4个工作日. */
export function dueText(row: Told, say: Say<CaseKey>, language: Language): string {
  const { lastDay, running, deferred, stage } = row;
  if (stage === 'reported' || lastDay === null) return say('due.notYet');
  if (stage === 'dispatched' && deferred) return say('due.deferred');
  const date = dateText(lastDay, language);
  if (running === null) return say('due.was', { date });
  return say(running.left < 0 ? 'due.past' : 'due.until', { date, left: leftText(running, say) });
}
