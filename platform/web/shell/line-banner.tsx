// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useLine } from '../data/line.ts';
import { Icon } from '../ui/icon/icon.tsx';
import { momentText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './banner.module.css';

/** Says that the server cannot be reached, since when, and that nothing typed is lost. It goes by itself. */
export function LineBanner(): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { line, since } = useLine();
  return (
    <div role="status">
      {line === 'down' && (
        <div className={styles['banner']}>
          <p>
            <Icon name="offline" />
            {say('shell.offline', { time: momentText(new Date(since).toISOString(), language) })}
          </p>
        </div>
      )}
    </div>
  );
}
