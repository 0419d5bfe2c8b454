// SPDX-License-Identifier: Apache-2.0
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import { type Head, type Standing, standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';

const tones: Readonly<Record<Standing, Tone>> = {
  live: 'wait',
  trial: 'pause',
  requested: 'info',
  failed: 'pause',
  final: 'ok',
  superseded: 'mute',
};

/** 初步结果, 正式结果, 试算: said once, in the head. */
export function StandingTag({ head }: { readonly head: Pick<Head, 'state' | 'lacking' | 'supersededBy'> }): ReactNode {
  const say = useWords();
  const standing = standingOf(head);
  return <Tag tone={tones[standing]}>{say(`standing.${standing}`, { count: head.lacking.length })}</Tag>;
}
