// SPDX-License-Identifier: Apache-2.0
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import type { FormState } from '../../model/facts.ts';
import { useWords } from '../words.ts';

const TONES: Readonly<Record<FormState, Tone>> = { open: 'wait', late: 'wait', locked: 'pause', handed: 'ok' };

/** How a form stands, by mark and word. */
export function FormStateTag({ state }: { readonly state: FormState }): ReactNode {
  const say = useWords();
  return <Tag tone={TONES[state]}>{say(`form.state.${state}`)}</Tag>;
}
