// SPDX-License-Identifier: Apache-2.0
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { dueDaysQuery } from '../data/queries.ts';
import { spanName } from '../due/clock-words.ts';
import { casesPerDot, type DueColumn, dayOf, dueColumns } from '../due/due-columns.ts';
import { spanText } from '../due/due-span.ts';
import { useWords } from '../words.ts';
import { type BoardAsked, hrefOf } from './asked.ts';
import styles from './due-strip.module.css';
import { useToday } from './use-board.ts';

type Props = { readonly asked: BoardAsked; readonly unit: number };

/** How many cases in hand are due by which day. Each count opens to its list; without one there is nothing to draw. */
export function DueStrip({ asked, unit }: Props): ReactNode {
  const say = useWords();
  const heading = useId();
  const { today } = useToday();
  const { by, category } = asked;
  const { data } = useQuery(dueDaysQuery({ unit, by, category }));
  if (data === undefined || data.days.length === 0) return null;
  const columns = dueColumns(data.days, today);
  const perDot = casesPerDot(columns);
  return (
    <nav className={styles['strip']} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{say('strip.title')}</h2>
        {perDot > 1 && <p className="bc-aux">{say('strip.perDot', { count: numberText(perDot) })}</p>}
      </header>
      <ul>
        {columns.map((column) => (
          <Day key={spanText(column.span)} column={column} asked={asked} perDot={perDot} />
        ))}
      </ul>
    </nav>
  );
}

type DayProps = { readonly column: DueColumn; readonly asked: BoardAsked; readonly perDot: number };

function Day({ column, asked, perDot }: DayProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { kind, span, count } = column;
  const dots = Array.from({ length: Math.ceil(count / perDot) }, (_, at) => at);
  const isAtEnd = kind === 'earlier' || kind === 'later';
  const face = (
    <>
      <b className="bc-num">{count === 0 ? '' : numberText(count)}</b>
      <span className={styles['dots']} aria-hidden="true">
        {dots.map((at) => (
          <i key={at} />
        ))}
      </span>
      <span className={styles['day']}>
        {isAtEnd ? say(`strip.${kind}`) : kind === 'today' ? say('strip.today') : shortDay(dayOf(column), language)}
      </span>
    </>
  );
  const isOn = asked.due !== undefined && spanText(asked.due) === spanText(span);
  return (
    <li className={clsx(styles[kind], isOn && styles['on'])}>
      {count === 0 ? (
        <div>{face}</div>
      ) : (
        <a
          href={hrefOf(isOn ? { ...asked, due: undefined } : { ...asked, group: undefined, due: span })}
          aria-current={isOn ? 'true' : undefined}
          aria-label={say('strip.named', { span: spanName(span, say, language), count, shown: numberText(count) })}
        >
          {face}
        </a>
      )}
    </li>
  );
}

/** 30日 / 30; with its month where that begins. */
function shortDay(day: string, language: 'zh-CN' | 'en'): string {
  const number = Number(day.slice(-2));
  if (number === 1) return dateText(day, language);
  return language === 'en' ? String(number) : `${number}日`;
}
