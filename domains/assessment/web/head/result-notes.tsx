// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model/results.ts';
import { evaluationHref } from '../data/addresses.ts';
import { standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import styles from './head.module.css';

/** What a reader must know before taking a figure elsewhere: that facts are lacking, or that a later result took its place. */
export function ResultNotes({ evaluation }: { readonly evaluation: EvaluationHead }): ReactNode {
  const say = useWords();
  const standing = standingOf(evaluation, useCityNow());
  const later = evaluation.supersededBy;
  if (standing !== 'trial' && (standing !== 'superseded' || later === null)) return null;
  return (
    <div className={styles['note']}>
      {later === null ? (
        <Note tone="pause">{say('note.trial', { count: evaluation.lacking.length })}</Note>
      ) : (
        <Note tone="wait">
          {say('note.superseded')} <a href={evaluationHref(later)}>{say('note.superseded.link')}</a>
        </Note>
      )}
    </div>
  );
}
