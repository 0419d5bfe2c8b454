// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useState } from 'react';
import { drawn as drawnAnswer, drawnChecked } from '../../model/boundaries.ts';
import { TOPIC } from '../data/queries.ts';
import type { Corner } from './drawn.ts';

type Checking = { readonly id: string; readonly from: string; readonly corners: readonly Corner[] };
type Setting = Checking & { readonly basis: string };

/** A drawing is checked by the rules that decide on it, then set. */
export function useDraw(unit: number, onSet: (from: string) => void) {
  const [checkedAs, setCheckedAs] = useState('');
  const checking = useCommand({
    path: `/api/org/units/${unit}/boundary/check`,
    answer: drawnChecked,
    onDone: (_, { from, corners }: Checking) => setCheckedAs(JSON.stringify({ from, corners })),
  });
  const [id, setId] = useState(uuidV7);
  const setting = useCommand({
    path: `/api/org/units/${unit}/boundary`,
    answer: drawnAnswer,
    touches: [TOPIC],
    onDone: (_, { from }: Setting) => {
      setId(uuidV7());
      onSet(from);
    },
  });
  return {
    checking,
    setting,
    /** What was found about exactly this. */
    findings: (from: string, corners: readonly Corner[]) =>
      checkedAs === JSON.stringify({ from, corners }) ? checking.done?.preview : undefined,
    wasChecked: checkedAs !== '',
    check: (from: string, corners: readonly Corner[]) => checking.run({ id: uuidV7(), from, corners }),
    set: (given: { readonly from: string; readonly basis: string; readonly corners: readonly Corner[] }) =>
      setting.run({ id, ...given }),
  };
}
