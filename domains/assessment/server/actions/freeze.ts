// SPDX-License-Identifier: Apache-2.0

import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { freezeInput } from '../../model/results.ts';
import { freezeRequested, type Wanted } from '../store/frozen.ts';
import {
  decideFreeze,
  type FreezeDeps,
  guardOfFreeze,
  type LoadedFreeze,
  loadFreeze,
  toldOfFreeze,
} from './freezing.ts';

type Input = z.infer<typeof freezeInput>;

/** An organiser asks that a result be frozen for good. The worker does it; what is known at this moment is what it counts. */
export function freezeAction(deps: FreezeDeps): Action<Input, LoadedFreeze, Wanted> {
  return {
    name: 'assessment.freeze',
    parties: [],
    load: (tx, input, moment) => loadFreeze(tx, deps, { input, moment, permission: 'assessment.freeze' }),
    guard: guardOfFreeze,
    decide: (loaded, _, moment) => decideFreeze(loaded, { aim: 'final', moment, zone: deps.zone }),
    write: (_, wanted) => [freezeRequested(wanted)],
    tell: toldOfFreeze,
  };
}
