// SPDX-License-Identifier: Apache-2.0
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import type { Language } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import type { MineView } from '../../model/views.ts';
import { dueText } from '../due/clock-words.ts';
import type { CaseKey } from '../words.ts';

type Row = MineView['rows'][number];

/** Of what has no running clock, since when it stands there; of a call that reached nobody, that it was tried; else when it is due. */
export function waitText(row: Row, say: Say<CaseKey>, language: Language): string {
  if (row.stage === 'reported') return say('mine.reported', { date: momentText(row.reportedAt, language) });
  if (row.stage !== 'closed' || row.closedAt === null) return dueText(row, say, language);
  const date = dateText(row.closedAt, language);
  return say(row.answer === null ? 'mine.closed' : 'mine.closed.tried', { date });
}
