// SPDX-License-Identifier: Apache-2.0
import { RecordFiles } from '@beichen/platform-web/files/record-files.tsx';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MOVES } from '../../model/case.ts';
import type { CaseView } from '../../model/views.ts';
import { hrefOf } from '../board/asked.ts';
import { BOARD_HREF } from '../data/addresses.ts';
import { caseQuery, unitQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';
import { ClockFacts } from './clock-facts.tsx';
import { Moves } from './moves.tsx';
import { Reporter } from './reporter.tsx';
import { Standing } from './standing.tsx';
import { Timeline } from './timeline.tsx';

/** One case: what, where, how it stands, what may be done, what was done. */
export default function CaseScreen(): ReactNode {
  const say = useWords();
  const { case: id = '' } = useParams({ strict: false }) as { case?: string };
  const found = useQuery(caseQuery(id));
  if (found.data !== undefined) return <Case key={id} view={found.data} />;
  if (found.isPending) return <Skeleton lines={8}>{say('case.loading')}</Skeleton>;
  return <Failure error={found.error} doing={say('case.doing')} onAgain={() => void found.refetch()} />;
}

function Case({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { now } = useSession();
  const { language } = useLanguage();
  const { do: asked } = useSearch({ strict: false }) as { do?: unknown };
  const { case: row } = view;
  const { occurredAt } = row;
  const claimed = occurredAt === null ? [] : [say('case.claimed', { time: momentText(occurredAt, language) })];
  const mayAttach = view.abilities.some(({ move, allowed }) => move === 'attach' && allowed);
  return (
    <>
      <PageTitle
        title={row.summary}
        lead={[row.place, ...claimed].join(say('dot'))}
        crumbs={<Way view={view} />}
        tools={
          <>
            <Tag plain>{[name(row.kind.title), name(row.category.title)].join(say('dot'))}</Tag>
            <AsOf at={now} />
          </>
        }
      />
      <div className={styles['layout']}>
        <div className={styles['main']}>
          <div className={styles['standing']}>
            <Standing view={view} />
          </div>
          <div className={styles['clock']}>
            <Sheet title={say('case.clock')}>
              <ClockFacts view={view} />
            </Sheet>
          </div>
          <div className={styles['files']}>
            <RecordFiles holder={{ domain: 'cases', record: row.id }} mayAttach={mayAttach} />
          </div>
          <div className={styles['past']}>
            <Sheet title={say('case.timeline')} aside={say('case.timeline.aside', { count: view.timeline.length })}>
              <Timeline actions={view.timeline} />
            </Sheet>
          </div>
        </div>
        <div className={styles['side']}>
          <div className={styles['now']}>
            <Moves view={view} opened={MOVES.find((move) => move === asked)} />
          </div>
          <div className={styles['told']}>
            <Sheet title={say('case.reporter')}>
              <Reporter view={view} />
            </Sheet>
          </div>
        </div>
      </div>
    </>
  );
}

/** From the board down to the case. Above the reader's own range there are names alone. */
function Way({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords();
  const { posts } = useSession();
  const { unit, number } = view.case;
  const { data } = useQuery(unitQuery(unit.id));
  const own = new Set(posts.map((post) => post.unit.id));
  const chain = [...(data?.chain ?? []), { id: unit.id, name: unit.name }];
  const from = chain.findIndex(({ id }) => own.has(id));
  const board = { by: 'place', category: undefined, group: undefined } as const;
  const units = chain.map((place, at) =>
    from >= 0 && at >= from ? { label: place.name, href: hrefOf({ ...board, unit: place.id }) } : { label: place.name },
  );
  return <Crumbs path={[{ label: say('title'), href: BOARD_HREF }, ...units, { label: number }]} />;
}
