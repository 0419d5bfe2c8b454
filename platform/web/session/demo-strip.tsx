// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { useCityNow } from './city-now.ts';
import styles from './demo.module.css';
import { DemoClock } from './demo-clock.tsx';
import { useSession } from './session.ts';
import { signOut } from './sign-out.ts';

/** On top of every page of the demo: that it is one, its clock, and the way to another post. */
export default function DemoStrip(): ReactNode {
  const say = useWords();
  const { city } = useSession();
  return (
    <div className={styles['strip']}>
      <div className={styles['in']}>
        <b className={styles['label']}>{say('demo.label')}</b>
        <span className={styles['invented']}>{say('demo.invented')}</span>
        <DemoClock now={useCityNow()} zone={city.zone} />
        <button type="button" className={styles['button']} onClick={() => void signOut()}>
          {say('demo.otherPost')}
        </button>
      </div>
    </div>
  );
}
