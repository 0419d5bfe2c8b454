// SPDX-License-Identifier: Apache-2.0
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import type { Language } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import type { CaseRow } from '../../model/views.ts';
import type { CaseKey } from '../words.ts';
import type { DueSpan } from './due-span.ts';

type Told = Pick<CaseRow, 'lastDay' | 'running' | 'overdue' | 'deferred' | 'stage'>;
type Unit = NonNullable<CaseRow['running']>['unit'];

/** By how much it is late: 超期1.3个工作日. In its first hour that is no tenth of a day yet, and still late. */
export function lateText(unit: Unit, amount: number, say: Say<CaseKey>): string {
  if (amount === 0) return say('group.overdue');
  return say(unit === 'hours' ? 'due.late.hours' : 'due.late.days', { count: numberText(amount), amount });
}

/** What is left, or by how much it is late: 余2.4个工作日, 超期1.3个工作日. */
export function leftText({ running, overdue }: Pick<CaseRow, 'running' | 'overdue'>, say: Say<CaseKey>): string {
  if (running === null) return '';
  const { unit, left } = running;
  if (overdue) return lateText(unit, Math.abs(left), say);
  return say(unit === 'hours' ? 'due.left.hours' : 'due.left.days', { count: numberText(left), amount: left });
}

/** When a case is due, as a short sentence: 10月18日截止，余4个工作日. */
export function dueText(row: Told, say: Say<CaseKey>, language: Language): string {
  const { lastDay, running, overdue, deferred, stage } = row;
  if (stage === 'reported' || lastDay === null) return say('due.notYet');
  if (stage === 'dispatched' && deferred) return say('due.deferred');
  const date = dateText(lastDay, language);
  if (running === null) return say('due.was', { date });
  return say(overdue ? 'due.past' : 'due.until', { date, left: leftText(row, say) });
}

/** 9月30日到期, 9月25日及以前到期, 10月12日及以后到期. */
export function spanName({ from, until }: DueSpan, say: Say<CaseKey>, language: Language): string {
  if (from === undefined) return say('due.before', { date: until === undefined ? '' : dateText(until, language) });
  return say(until === undefined ? 'due.after' : 'due.on', { date: dateText(from, language) });
}
