// SPDX-License-Identifier: Apache-2.0
import { useMay, useSession } from '@beichen/platform-web/session/session.ts';
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { SegmentedLinks } from '@beichen/platform-web/ui/action/segmented.tsx';
import { Bar } from '@beichen/platform-web/ui/figure/figure.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { TaskRow } from '@beichen/platform-web/ui/task/task-row.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { MineView } from '../../model/views.ts';
import { useToday } from '../board/use-board.ts';
import { BOARD_HREF, caseHref, MINE_HREF, REPORT_HREF } from '../data/addresses.ts';
import { mineQuery } from '../data/queries.ts';
import { type Group, groupOf } from '../due/groups.ts';
import { useWords } from '../words.ts';
import styles from './mine.module.css';
import { waitText } from './wait-text.ts';

/** What nobody has yet comes right after what is late: its time does not even run. */
const ORDER: readonly Group[] = ['overdue', 'waiting', 'today', 'week', 'later', 'deferred', 'closed'];
/** Rows of a group before “more”. */
const SHOWN = 10;

/** What waits for the reader, with the one thing that each needs. */
export default function MineScreen(): ReactNode {
  const say = useWords();
  const may = useMay();
  const { now } = useSession();
  const mine = useInfiniteQuery(mineQuery);
  const [first] = mine.data?.pages ?? [];
  const views = [
    { href: BOARD_HREF, label: say('board.view.all'), current: false },
    { href: MINE_HREF, label: say('mine.title'), current: true },
  ];
  return (
    <>
      <PageTitle
        title={say('mine.title')}
        tools={
          <>
            <AsOf at={now} />
            <SegmentedLinks label={say('board.views')} options={views} />
            {may('cases.report') && (
              <ButtonLink look="primary" href={REPORT_HREF}>
                {say('report.title')}
              </ButtonLink>
            )}
          </>
        }
      />
      {first !== undefined ? (
        <Waiting counts={first.counts} rows={mine.data?.pages.flatMap(({ rows }) => rows) ?? []}>
          {mine.isFetchNextPageError && <Failure error={mine.error} doing={say('mine.doing')} />}
          {mine.hasNextPage && (
            <div className={styles['more']}>
              <Button busy={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>
                {say('list.next')}
              </Button>
            </div>
          )}
        </Waiting>
      ) : mine.isPending ? (
        <Skeleton lines={8}>{say('board.loading')}</Skeleton>
      ) : (
        <Failure error={mine.error} doing={say('mine.doing')} onAgain={() => void mine.refetch()} />
      )}
    </>
  );
}

type Row = MineView['rows'][number];

type WaitingProps = Omit<MineView, 'next'> & { /** The way to more. */ readonly children: ReactNode };

function Waiting({ counts: all, rows: found, children }: WaitingProps): ReactNode {
  const say = useWords();
  const today = useToday();
  const { dispatch, close, answer, overdue } = all;
  const total = dispatch + close + answer;
  if (total === 0)
    return (
      <Empty title={say('mine.none')} actions={<ButtonLink href={BOARD_HREF}>{say('mine.toBoard')}</ButtonLink>}>
        {say('mine.none.why')}
      </Empty>
    );
  const parts = (['dispatch', 'close', 'answer'] as const).filter((move) => all[move] > 0);
  const counts = parts.map((move) => say(`mine.count.${move}`, { count: all[move] })).join(say('comma'));
  return (
    <>
      <p className={styles['counts']}>
        {say('mine.total', { count: total, parts: counts })}
        {overdue > 0 && <b>{say('mine.overdue', { count: overdue })}</b>}
      </p>
      <div className={styles['groups']}>
        {ORDER.map((group) => {
          const rows = found.filter((row) => groupOf(row, today) === group);
          return rows.length === 0 ? null : <WaitingGroup key={group} group={group} rows={rows} />;
        })}
      </div>
      {total > found.length && (
        <p className={styles['counts']}>
          {say('mine.cut', { shown: numberText(found.length), total: numberText(total) })}
        </p>
      )}
      {children}
    </>
  );
}

function WaitingGroup({ group, rows }: { readonly group: Group; readonly rows: readonly Row[] }): ReactNode {
  const say = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  const rest = rows.length - shown.length;
  return (
    <Sheet title={say(`group.${group}`)} aside={say('cases', { count: rows.length })} flush>
      <ul>
        {shown.map((row) => (
          <WaitingCase key={row.id} row={row} group={group} />
        ))}
      </ul>
      {rest > 0 && (
        <div className={styles['more']}>
          <Button onClick={() => setAll(true)}>{say('board.more', { count: rest, shown: numberText(rest) })}</Button>
        </div>
      )}
    </Sheet>
  );
}

function WaitingCase({ row, group }: { readonly row: Row; readonly group: Group }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const urgency = group === 'overdue' || group === 'today' ? group : undefined;
  return (
    <TaskRow
      title={row.summary}
      href={caseHref(row.id)}
      about={[row.number, row.unit.name, name(row.category.title)].join(say('dot'))}
      time={waitText(row, say, language)}
      urgency={urgency}
      doing={{ name: say(`mine.do.${row.waitsFor}`), href: caseHref(row.id, row.waitsFor) }}
    >
      {row.running !== null && (
        <Bar
          share={row.running.gone}
          height={4}
          fill={urgency === undefined ? 'var(--bc-azure)' : `var(--${urgency === 'overdue' ? 'bc-bad' : 'bc-gold'})`}
        />
      )}
    </TaskRow>
  );
}
