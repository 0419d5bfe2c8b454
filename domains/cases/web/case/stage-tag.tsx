// SPDX-License-Identifier: Apache-2.0
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ReporterAnswer } from '../../model/case.ts';
import type { CaseRow } from '../../model/views.ts';
import { answerWords, stageWords } from '../../model/words.ts';
import { useWords } from '../words.ts';

type Staged = Pick<CaseRow, 'stage' | 'deferred' | 'overdue'>;

/** Where a case stands with its handler. 办结 is no success of itself, so it has no colour of one. */
export function StageTag({ row }: { readonly row: Staged }): ReactNode {
  const name = useNames();
  const say = useWords();
  if (row.stage === 'reported') return <Tag tone="wait">{name(stageWords.reported)}</Tag>;
  if (row.stage !== 'dispatched') return <Tag tone="mute">{name(stageWords.closed)}</Tag>;
  if (row.deferred) return <Tag tone="pause">{say('group.deferred')}</Tag>;
  if (row.overdue) return <Tag tone="bad">{say('group.overdue')}</Tag>;
  return <Tag tone="info">{name(stageWords.dispatched)}</Tag>;
}

const TONES: Readonly<Record<ReporterAnswer, Tone>> = {
  solved: 'ok',
  unsolved: 'bad',
  unreached: 'mute',
  'not-ours': 'mute',
};

/** What the reporter said. */
export function ReporterTag({ answer }: { readonly answer: ReporterAnswer }): ReactNode {
  const name = useNames();
  return <Tag tone={TONES[answer]}>{name(answerWords[answer])}</Tag>;
}
