// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { momentText } from '../../words/format.ts';
import { useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import { Icon } from '../icon/icon.tsx';
import { useStamped } from './shown-stamps.ts';
import styles from './stamp.module.css';

type Props = {
  /** The instant up to which records are counted. */
  readonly at: string;
  /** The day whose locked records an assessment rests on. */
  readonly locked?: string;
  /** The edition of the method. */
  readonly edition?: string;
  /** Newer records exist that are not counted yet. */
  readonly stale?: boolean;
};

/** No figure without it. */
export function AsOf({ at, locked, edition, stale = false }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const parts = [say(stale ? 'asof.stale' : 'asof.at', { time: momentText(at, language) })];
  if (locked !== undefined) parts.push(say('asof.locked', { date: momentText(locked, language) }));
  if (edition !== undefined) parts.push(say('asof.edition', { edition }));
  const line = parts.join(' · ');
  useStamped(line);
  return (
    <span className={clsx(styles['stamp'], stale && styles['stale'])}>
      <Icon name="clock" size={13} />
      {line}
    </span>
  );
}
