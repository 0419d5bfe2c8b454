// SPDX-License-Identifier: Apache-2.0
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model.ts';
import { evaluationHref } from '../addresses.ts';
import { standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';

/** What a reader must know before taking a figure elsewhere: that facts are lacking, or that a later result took its place. */
export function ResultNotes({ evaluation }: { readonly evaluation: EvaluationHead }): ReactNode {
  const say = useWords();
  const standing = standingOf(evaluation);
  if (standing === 'trial') return <Note tone="pause">{say('note.trial', { count: evaluation.lacking.length })}</Note>;
  if (standing !== 'superseded' || evaluation.supersededBy === null) return null;
  return (
    <Note tone="wait">
      {say('note.superseded')} <a href={evaluationHref(evaluation.supersededBy)}>{say('note.superseded.link')}</a>
    </Note>
  );
}
