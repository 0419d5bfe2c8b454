// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { noticeInput } from '../../model/notice.ts';
import type { NoticeSettings } from '../../model/settings.ts';
import { assessmentErrors } from '../../module.ts';
import { freezeRequested, type Wanted } from '../store/frozen.ts';
import { noticeAdded } from '../store/notice.ts';
import {
  decideFreeze,
  type FreezeDeps,
  guardOfFreeze,
  type LoadedFreeze,
  loadFreeze,
  toldOfFreeze,
} from './freezing.ts';

type Input = z.infer<typeof noticeInput>;
type Noticed = Wanted & { readonly document: string; readonly settings: NoticeSettings };

export type NoticeDeps = FreezeDeps & { readonly notice: NoticeSettings | undefined };

/** An organiser asks that a result be frozen and shown for notice: from when the worker has done it, for as long as the city says. */
export function openNoticeAction(deps: NoticeDeps): Action<Input, LoadedFreeze, Noticed> {
  return {
    name: 'assessment.notice',
    parties: [],
    load: (tx, input, moment) => loadFreeze(tx, deps, { input, moment, permission: 'assessment.notice' }),
    guard: guardOfFreeze,

    decide(loaded, { document }, moment) {
      if (deps.notice === undefined) throw new Refusal(assessmentErrors.noNoticeRule);
      const wanted = decideFreeze(loaded, { aim: 'notice', moment, zone: deps.zone });
      return { ...wanted, document, settings: deps.notice };
    },

    write: (tx, wanted) => [freezeRequested(wanted), noticeAdded(tx, wanted, wanted)],
    tell: toldOfFreeze,
  };
}
