// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import { type Standable, type Standing, standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';

const tones: Readonly<Record<Standing, Tone>> = {
  live: 'wait',
  trial: 'pause',
  requested: 'info',
  failed: 'pause',
  notice: 'info',
  noticed: 'wait',
  final: 'ok',
  named: 'ok',
  superseded: 'mute',
};

/** 初步结果, 公示中, 正式结果, 已命名, 试算: said once, in the head. */
export function StandingTag({ head }: { readonly head: Standable }): ReactNode {
  const say = useWords();
  const now = useCityNow();
  const standing = standingOf(head, now);
  return <Tag tone={tones[standing]}>{say(`standing.${standing}`, { count: head.lacking.length })}</Tag>;
}
