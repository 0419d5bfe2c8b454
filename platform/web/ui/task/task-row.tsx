// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { ButtonLink } from '../action/button.tsx';
import styles from './task.module.css';

type Props = {
  readonly title: string;
  /** Where the title leads. */
  readonly href: string;
  readonly about: string;
  /** How long it is still, or since when it waits, in a few words. */
  readonly time: string;
  /** Late, or due today: the time is told in its colour. */
  readonly urgency?: 'overdue' | 'today' | undefined;
  /** The one thing to do, and where. */
  readonly doing: { readonly name: string; readonly href: string };
  /** What stands below the time: a bar of how much of it is gone. */
  readonly children?: ReactNode;
};

/** One thing that waits for the reader, as an item of a list. */
export function TaskRow({ title, href, about, time, urgency, doing, children }: Props): ReactNode {
  return (
    <li className={styles['row']}>
      <div className={styles['what']}>
        <a href={href}>{title}</a>
        <p className="bc-aux">{about}</p>
      </div>
      <div className={styles['time']}>
        <p className={clsx(urgency !== undefined && styles[urgency])}>{time}</p>
        {children}
      </div>
      <ButtonLink href={doing.href}>{doing.name}</ButtonLink>
    </li>
  );
}
