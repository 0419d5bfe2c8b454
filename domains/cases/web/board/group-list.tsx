// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CaseRow } from '../../model/views.ts';
import { ReporterTag, StageTag } from '../case/stage-tag.tsx';
import { caseHref } from '../data/addresses.ts';
import { pagesQuery } from '../data/queries.ts';
import { dueText, spanName } from '../due/clock-words.ts';
import { useWords } from '../words.ts';
import { type BoardAsked, hrefOf } from './asked.ts';
import styles from './board.module.css';
import { type Listed, listAskedOf, useToday } from './use-board.ts';

type Props = { readonly asked: BoardAsked; readonly listed: Listed; readonly unit: number };

/** A group, or what is due in some days, in full, page by page. */
export function GroupList({ asked, listed, unit }: Props): ReactNode {
  const say = useWords();
  const title = useListName(listed);
  const today = useToday();
  const columns = useColumns(listed);
  const pages = useInfiniteQuery(pagesQuery({ ...listAskedOf(asked, { listed, unit, today }), limit: 50 }));
  const doing = say('board.doing');
  if (pages.isPending) return <Skeleton lines={8}>{say('board.loading')}</Skeleton>;
  if (pages.data === undefined)
    return <Failure error={pages.error} doing={doing} onAgain={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  const total = pages.data.pages[0]?.total ?? 0;
  return (
    <Sheet title={title} aside={say('list.shown', { shown: numberText(rows.length), total: numberText(total) })} flush>
      {total === 0 ? (
        <Empty
          title={say('list.none')}
          actions={
            <ButtonLink href={hrefOf({ ...asked, group: undefined, due: undefined })}>{say('list.toBoard')}</ButtonLink>
          }
        >
          {say('list.none.why')}
        </Empty>
      ) : (
        <FactsTable label={say('list.label', { group: title })} columns={columns} rows={rows} keyOf={({ id }) => id} />
      )}
      {pages.isFetchNextPageError && <Failure error={pages.error} doing={doing} />}
      {pages.hasNextPage && (
        <div className={styles['next']}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {say('list.next')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

/** 已超期; 9月30日到期. */
function useListName(listed: Listed): string {
  const say = useWords();
  const { language } = useLanguage();
  return typeof listed === 'string' ? say(`group.${listed}`) : spanName(listed, say, language);
}

/** What no case of a group can have is no column of its list. */
function useColumns(listed: Listed): Column<CaseRow>[] {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const all: readonly Column<CaseRow>[] = [
    {
      id: 'case',
      name: say('list.case'),
      cell: (row) => (
        <>
          <a href={caseHref(row.id)}>{row.summary}</a> <span className="bc-aux">{row.number}</span>
        </>
      ),
    },
    { id: 'unit', name: say('list.unit'), cell: (row) => row.unit.name },
    { id: 'category', name: say('list.category'), cell: (row) => name(row.category.title) },
    { id: 'handler', name: say('list.handler'), cell: (row) => row.handler?.name ?? '' },
    { id: 'due', name: say('list.due'), cell: (row) => dueText(row, say, language) },
    { id: 'stage', name: say('list.stage'), cell: (row) => <StageTag row={row} /> },
    {
      id: 'answer',
      name: say('list.answer'),
      cell: (row) => (row.answer === null ? '' : <ReporterTag answer={row.answer} />),
    },
  ];
  const answered = listed === 'closed' || listed === 'answered';
  return all.filter(({ id }) => (id !== 'answer' || answered) && (id !== 'handler' || listed !== 'waiting'));
}
