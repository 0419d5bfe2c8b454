// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { useWords } from '../../words/words.ts';
import styles from './enrol.module.css';

type Props = { readonly codes: readonly string[]; readonly onDone: () => void };

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: Props): ReactNode {
  const say = useWords();
  return (
    <section className={styles['recovery']}>
      <h2>{say('recovery.title')}</h2>
      <p>{say('recovery.lead')}</p>
      <ol>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className={styles['choices']}>
        <Button onClick={() => print()}>{say('recovery.print')}</Button>
        <Button look="primary" onClick={onDone}>
          {say('recovery.done')}
        </Button>
      </p>
    </section>
  );
}
