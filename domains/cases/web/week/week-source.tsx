// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import type { WeekItem, WeekSourceProps } from '@beichen/platform-web/week/week-found.ts';
import { type Language, useLanguage, useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MineView } from '../../model/views.ts';
import { caseHref, MINE_HREF } from '../data/addresses.ts';
import { mineQuery } from '../data/queries.ts';
import { waitText } from '../mine/wait-text.ts';
import { type CaseKey, useWords } from '../words.ts';

type Telling = { readonly say: Say<CaseKey>; readonly name: (words: Words) => string; readonly language: Language };

function itemOf(row: MineView['rows'][number], { say, name, language }: Telling): WeekItem {
  const runs = row.stage === 'dispatched' && !row.deferred && row.lastDay !== null;
  return {
    key: row.id,
    title: row.summary,
    about: [row.number, row.unit.name, name(row.category.title)].join(say('dot')),
    lastDay: runs && row.lastDay !== null ? civilDate(row.lastDay) : null,
    late: runs && row.overdue,
    time: waitText(row, say, language),
    href: caseHref(row.id, row.waitsFor),
    doing: say(`mine.do.${row.waitsFor}`),
  };
}

/** The cases that wait for the reader: the first page of them, and how many there are. */
export default function CasesWeek({ children }: WeekSourceProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useInfiniteQuery(mineQuery);
  const [first] = data?.pages ?? [];
  const rows = first?.rows ?? [];
  const { dispatch, close, answer } = first?.counts ?? { dispatch: 0, close: 0, answer: 0 };
  const total = dispatch + close + answer;
  return children({
    items: rows.map((row) => itemOf(row, { say, name, language })),
    rest: total > rows.length ? { total, href: MINE_HREF, title: say('mine.title') } : null,
    pending: isPending,
    error,
    again: () => void refetch(),
  });
}
