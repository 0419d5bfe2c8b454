// SPDX-License-Identifier: Apache-2.0
import { dateOf, instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { dateText, momentText, weekdayText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import type { CSSProperties, ReactNode } from 'react';
import type { CaseView } from '../../model/views.ts';
import { type ClockDay, clockDays } from '../due/clock-days.ts';
import { useWords } from '../words.ts';
import styles from './clock-strip.module.css';

const DAY = 86_400_000;
/** Days that each have room for a label of their own. */
const ROOMY = 12;

/** A limit in working days, day by day: from when it counted, which days did not, where it ended, and where the clock stopped. */
export function ClockStrip({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { now, city } = useSession();
  const { case: row, clock } = view;
  if (clock === null || clock.days === null || row.lastDay === null || row.dispatchedAt === null) return null;
  const stoppedAt = instant(row.closedAt ?? now);
  const stopped = dateOf(stoppedAt, city.zone);
  const { lastDay } = row;
  const all = clockDays(clock.days, { lastDay, stopped });
  const end = say(row.closedAt === null ? 'clockStrip.now' : 'clockStrip.closed', {
    time: momentText(stoppedAt, language),
  });
  const due = say('clockStrip.due', { date: dateText(lastDay, language) });
  const share = (millisOf(stoppedAt) - millisOf(startOfDay(stopped, city.zone))) / DAY;
  const rest = all.filter(({ kind }) => kind === 'rest').length;
  const told = say('clockStrip.told', { from: dateText(clock.days.from, language), due, end, count: rest });
  const isLate = clock.state === 'overdue' || clock.state === 'stopped-late';
  return (
    <figure className={clsx(styles['strip'], all.length > ROOMY && styles['tight'])} aria-label={told} role="img">
      <ol aria-hidden="true">
        {all.map((day, at) => (
          <Day
            key={day.day}
            day={day}
            isKey={[clock.days?.from, lastDay, stopped].includes(day.day)}
            passed={day.day === stopped ? share : 1}
            isEarly={at < all.length / 3}
          >
            {day.day === lastDay && <b className={clsx(styles['due'], isLate && styles['late'])}>{due}</b>}
            {day.day === stopped && <b className={styles['end']}>{end}</b>}
          </Day>
        ))}
      </ol>
    </figure>
  );
}

type DayProps = {
  readonly day: ClockDay;
  readonly isKey: boolean;
  /** How much of the day had passed when the clock stopped. */
  readonly passed: number;
  /** Near the beginning a label has no room before its line. */
  readonly isEarly: boolean;
  readonly children: ReactNode;
};

function Day({ day: { day, kind }, isKey, passed, isEarly, children }: DayProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <li
      className={clsx(styles[kind], isKey && styles['key'], isEarly && styles['early'])}
      style={{ '--passed': `${passed * 100}%` } as CSSProperties}
    >
      {children}
      <span className={styles['cell']}>
        {kind === 'rest' && <i>{say('clockStrip.rest')}</i>}
        {kind === 'dispatch' && <i>{say('move.dispatch')}</i>}
      </span>
      <span className={styles['day']}>
        {dateText(day, language)}
        <small>{weekdayText(day, language)}</small>
      </span>
    </li>
  );
}
