// SPDX-License-Identifier: Apache-2.0
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Grid } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './grid.module.css';

/** On paper only: a line for each step's signature and seal, and the digest of what the sheet shows. */
export function SheetFoot({ grid }: { readonly grid: Grid }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <div className={styles['foot']}>
      {grid.review.steps.map((step) => (
        <p key={step.id}>{say('sheet.sign', { step: name(step.title) })}</p>
      ))}
      <p>{say('sheet.digest', { digest: grid.digest })}</p>
    </div>
  );
}
