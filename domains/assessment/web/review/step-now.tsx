// SPDX-License-Identifier: Apache-2.0
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ReviewHead } from '../../model/review.ts';
import { stepOn } from '../../rules/review.ts';
import { useWords } from '../words.ts';

/** Where a review is, in a word and a day. */
export function StepNow({ review }: { readonly review: ReviewHead }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  if (review.concludedAt !== null) return <Tag tone="ok">{say('review.concluded')}</Tag>;
  const step = stepOn(review);
  if (step === undefined) return <Tag tone="bad">{say('review.allDue')}</Tag>;
  return <Tag tone="wait">{say('review.until', { step: name(step.title), date: dateText(step.due, language) })}</Tag>;
}
