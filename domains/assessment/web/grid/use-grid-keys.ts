// SPDX-License-Identifier: Apache-2.0
import { keep, kept } from '@beichen/platform-web/words/kept.ts';
import { useEffect, useState } from 'react';
import type { Grid } from '../../model/review.ts';
import type { Chosen } from './marks.ts';

type Props = {
  readonly rows: readonly Grid['units'][number][];
  readonly chosen: Chosen | undefined;
  readonly onChoose: (chosen: Chosen) => void;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.closest('input, textarea, select') !== null || target.isContentEditable);

/** J and K go down and up the units, H and L from item to item; they can be turned off for people whose voice or keyboard types letters by itself. */
export function useGridKeys({ rows, chosen, onChoose }: Props): { readonly on: boolean; turn(): void } {
  const [on, setOn] = useState(kept('review.keys', ['on', 'off']) !== 'off');
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: [1, 0], k: [-1, 0], l: [0, 1], h: [0, -1] }[event.key.toLowerCase()];
      if (step === undefined) return;
      const [down = 0, along = 0] = step;
      const at = rows.findIndex(({ id }) => id === chosen?.unit);
      const row = rows[at === -1 ? 0 : Math.min(Math.max(at + down, 0), rows.length - 1)];
      if (row === undefined) return;
      const item = Math.min(Math.max((chosen?.item ?? 0) + along, 0), row.facts.length - 1);
      onChoose({ unit: row.id, item });
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [on, rows, chosen, onChoose]);
  const turn = (): void => {
    keep('review.keys', on ? 'off' : 'on');
    setOn(!on);
  };
  return { on, turn };
}
