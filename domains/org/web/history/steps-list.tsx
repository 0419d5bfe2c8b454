// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words.ts';
import styles from './history.module.css';

/** A street that is divided has hundreds of steps: so many are shown before “all”. */
const SHOWN = 8;

/** What a change does or did, one sentence a step. */
export function StepsList({ steps }: { readonly steps: readonly Words[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.slice(0, SHOWN);
  return (
    <>
      <ul className={styles['steps']}>
        {shown.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be said alike, and none changes its place
          <li key={at}>{name(step)}</li>
        ))}
      </ul>
      {shown.length < steps.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {say('steps.all', { count: numberText(steps.length) })}
        </Button>
      )}
    </>
  );
}
