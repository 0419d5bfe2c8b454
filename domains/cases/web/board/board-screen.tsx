// SPDX-License-Identifier: Apache-2.0
import { useMay, useSession } from '@beichen/platform-web/session/session.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { SegmentedLinks } from '@beichen/platform-web/ui/action/segmented.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MINE_HREF, REPORT_HREF } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { type BoardAsked, hrefOf, readAsked } from './asked.ts';
import styles from './board.module.css';
import { DueStrip } from './due-strip.tsx';
import { Filters, UnitCrumbs } from './filters.tsx';
import { GroupColumn } from './group-column.tsx';
import { GroupList } from './group-list.tsx';
import { GroupTabs } from './group-tabs.tsx';
import { useGroups, useUnit } from './use-board.ts';

/** All cases of a place by when they are due. */
export default function BoardScreen(): ReactNode {
  const say = useWords();
  const asked = readAsked(useSearch({ strict: false }) as Record<string, unknown>);
  const unit = useUnit(asked);
  if (unit === undefined) return <Empty title={say('board.noPost')}>{say('board.noPost.why')}</Empty>;
  return <Board asked={asked} unit={unit} />;
}

type Props = { readonly asked: BoardAsked; readonly unit: number };

function Board({ asked, unit }: Props): ReactNode {
  const say = useWords();
  const board = useGroups(asked, unit);
  const listed = asked.due ?? asked.group;
  const waiting = board.pending ? <Skeleton lines={8}>{say('board.loading')}</Skeleton> : undefined;
  const failure =
    board.error === null ? undefined : <Failure error={board.error} doing={say('board.doing')} onAgain={board.again} />;
  return (
    <>
      <PageTitle title={say('board.title')} crumbs={<UnitCrumbs unit={unit} asked={asked} />} tools={<Tools />} />
      <Filters asked={asked} unit={unit} />
      {failure ?? waiting ?? (
        <>
          <GroupTabs asked={asked} groups={board.groups} />
          <DueStrip asked={asked} unit={unit} />
          {listed === undefined ? (
            <OpenGroups asked={asked} open={board.open} />
          ) : (
            <GroupList asked={asked} listed={listed} unit={unit} />
          )}
        </>
      )}
    </>
  );
}

function Tools(): ReactNode {
  const say = useWords();
  const may = useMay();
  const { now } = useSession();
  const views = [
    { href: '/cases', label: say('board.view.all'), current: true },
    { href: MINE_HREF, label: say('mine.title'), current: false },
  ];
  return (
    <>
      <AsOf at={now} />
      <SegmentedLinks label={say('board.views')} options={views} />
      {may('cases.report') && (
        <ButtonLink look="primary" href={REPORT_HREF}>
          {say('report.title')}
        </ButtonLink>
      )}
    </>
  );
}

function OpenGroups({
  asked,
  open,
}: {
  readonly asked: BoardAsked;
  readonly open: ReturnType<typeof useGroups>['open'];
}): ReactNode {
  const say = useWords();
  if (open.every(({ page }) => page?.total === 0)) {
    const all = { ...asked, category: undefined };
    if (asked.category === undefined) return <Empty title={say('board.none')}>{say('board.none.why')}</Empty>;
    return (
      <Empty
        filtered
        title={say('board.noneFiltered')}
        actions={<ButtonLink href={hrefOf(all)}>{say('board.clear')}</ButtonLink>}
      >
        {say('board.noneFiltered.why')}
      </Empty>
    );
  }
  return (
    <div className={styles['columns']}>
      {open.map(({ group, page }) =>
        page === undefined ? null : (
          <GroupColumn key={group} group={group} page={page} href={hrefOf({ ...asked, group })} />
        ),
      )}
    </div>
  );
}
