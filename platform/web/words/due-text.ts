// SPDX-License-Identifier: Apache-2.0
import { dateText, momentText, numberText } from './format.ts';
import type { Language } from './language.tsx';
import type { Say } from './text.ts';

/** `workdays`: working days left, below 0 how many it is over; the server counts them, it has the calendar. */
export type Due = { readonly at: string; readonly workdays: number };

/** 10月18日截止，余4个工作日. */
export function dueText(
  { at, workdays }: Due,
  say: Say<'due.left' | 'due.today' | 'due.past'>,
  language: Language,
): string {
  const date = dateText(at, language);
  if (workdays < 0) return say('due.past', { date, count: numberText(-workdays) });
  if (workdays === 0) return say('due.today', { time: momentText(at, language).replace(date, '').trim() });
  return say('due.left', { date, count: workdays });
}
