// SPDX-License-Identifier: Apache-2.0
import { firstDay, lastDay, type PeriodKind, periodOf } from '@beichen/kernel/periods.ts';
import { addDays, type CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Method } from '@beichen/method';

/** The term (创建周期) of a programme: its first and its last day; `null` where its edition says none. */
export type Term = { readonly starts: CivilDate | null; readonly ends: CivilDate | null };

/** Whether a unit may be named under a programme on a day: within its term alone (N6). An edition without a term is open to no naming. */
export function mayNameOn({ starts, ends }: Term, day: CivilDate): boolean {
  return starts !== null && ends !== null && starts <= day && day <= ends;
}

/** What is wrong with a term that is to be published: where (`from`, `to`), why, and how to mend it. */
export type TermFault = { readonly at: 'from' | 'to'; readonly what: Words; readonly mend: Words };

type Asked = {
  readonly method: Method;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly today: CivilDate;
  /** Whether another edition of the method is published. */
  readonly follows: boolean;
};

/** The first day on which an edition may start: another edition keeps the period that runs. */
function earliestStart(kind: PeriodKind, today: CivilDate, follows: boolean): CivilDate {
  const running = periodOf(today, kind);
  if (!follows) return firstDay(running);
  return addDays(lastDay(running), 1);
}

function edgeFaults(kind: PeriodKind, { from, to }: Asked): TermFault[] {
  const starts = firstDay(periodOf(from, kind));
  const ends = lastDay(periodOf(to, kind));
  const first: TermFault[] =
    starts === from
      ? []
      : [
          {
            at: 'from',
            what: { zh: '不是考核周期的第一天', en: 'This is not the first day of a period' },
            mend: {
              zh: `写成${starts}，或下一周期的第一天`,
              en: `Write ${starts}, or the first day of a later period`,
            },
          },
        ];
  if (ends === to) return first;
  const last: TermFault = {
    at: 'to',
    what: { zh: '不是考核周期的最后一天', en: 'This is not the last day of a period' },
    mend: { zh: `写成${ends}`, en: `Write ${ends}` },
  };
  return [...first, last];
}

/** Where the file names a term itself, it is the one that is published. */
function fileFaults({ method, from, to }: Asked): TermFault[] {
  const said = { from: method.basis?.from, to: method.basis?.to };
  return (['from', 'to'] as const).flatMap((at) => {
    const is = at === 'from' ? from : to;
    const inFile = said[at];
    if (inFile === undefined || inFile === is) return [];
    const what = { zh: `办法的basis写的是${inFile}`, en: `The basis of the method says ${inFile}` };
    return [{ at, what, mend: { zh: '两处改成一致', en: 'Make the two agree' } }];
  });
}

/** Everything that is wrong with a term, at once; nothing where it may be published. */
export function termFaults(asked: Asked): TermFault[] {
  const { method, from, to, today, follows } = asked;
  if (to < from)
    return [
      {
        at: 'to',
        what: { zh: '早于第一天', en: 'This is before the first day' },
        mend: { zh: `写成${from}以后的日期`, en: `Write a day after ${from}` },
      },
    ];
  const kind = method.period ?? 'quarter';
  const earliest = earliestStart(kind, today, follows);
  const early: TermFault = {
    at: 'from',
    what: {
      zh: '这个周期已经开始，仍按原来的版本考核',
      en: 'This period has begun and keeps the edition that it has',
    },
    mend: { zh: `写成${earliest}或以后`, en: `Write ${earliest} or later` },
  };
  return [...(from < earliest ? [early] : []), ...edgeFaults(kind, asked), ...fileFaults(asked)];
}
