// SPDX-License-Identifier: Apache-2.0
import { Bar } from '@beichen/platform-web/ui/figure/figure.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import type { CasePage, CaseRow } from '../../model/views.ts';
import { caseHref } from '../data/addresses.ts';
import { leftText } from '../due/clock-words.ts';
import type { Group } from '../due/groups.ts';
import { useWords } from '../words.ts';
import styles from './board.module.css';

type Props = { readonly group: Group; readonly page: CasePage; readonly href: string };

/** A group of the board: its count, its first cards, and the way to the rest. */
export function GroupColumn({ group, page, href }: Props): ReactNode {
  const say = useWords();
  const heading = useId();
  const rest = page.total - page.rows.length;
  return (
    <section className={styles['column']} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{say(`group.${group}`)}</h2>
        <span className="bc-num">{numberText(page.total)}</span>
      </header>
      {page.total === 0 && <p className={styles['nothing']}>{say('board.columnNone')}</p>}
      <ul>
        {page.rows.map((row) => (
          <CaseCard key={row.id} row={row} group={group} />
        ))}
      </ul>
      {rest > 0 && (
        <a className={styles['more']} href={href}>
          {say('board.more', { count: rest, shown: numberText(rest) })}
        </a>
      )}
    </section>
  );
}

const FILLS: Partial<Record<Group, string>> = { overdue: 'var(--bc-bad)', today: 'var(--bc-gold)' };

type CardProps = { readonly row: CaseRow; readonly group: Group };

function CaseCard({ row, group }: CardProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const when =
    row.running === null
      ? group === 'deferred'
        ? say('due.deferred')
        : say('card.reported', { date: dateText(row.reportedAt, language) })
      : leftText(row, say);
  return (
    <li className={clsx(styles['card'], styles[group])}>
      <div className={styles['cardTop']}>
        <a href={caseHref(row.id)}>{row.number}</a>
        <span className={styles['when']}>{when}</span>
      </div>
      <b>{row.summary}</b>
      <p className="bc-aux">{row.unit.name}</p>
      {row.running !== null && <Bar share={row.running.gone} height={5} fill={FILLS[group] ?? 'var(--bc-azure)'} />}
      <p className={styles['who']}>{row.handler?.name ?? name(row.category.title)}</p>
    </li>
  );
}
