// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NoticePage } from '../../model/notice.ts';
import { homeHref } from '../data/addresses.ts';
import { noticeQuery, objectionsQuery } from '../data/queries.ts';
import styles from '../decide/decide.module.css';
import { FreezeButton } from '../freeze/freeze-button.tsx';
import { usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import { StandingTag } from '../head/standing-tag.tsx';
import { lastDayOf } from '../shape/last-day.ts';
import { standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import { NoticeUnits } from './notice-units.tsx';
import { ObjectButton } from './object-button.tsx';
import { ObjectionList } from './objection-list.tsx';

/** A notice as it hangs out: units and stars, until when, and where objections go. */
export default function NoticeScreen(): ReactNode {
  const say = useWords();
  const { notice: id = '' } = useParams({ strict: false });
  const page = useQuery(noticeQuery(id));
  if (page.data !== undefined) return <Shown id={id} page={page.data} />;
  if (!page.isError) return <Skeleton lines={8}>{say('notice.loading')}</Skeleton>;
  return <Failure error={page.error} doing={say('notice.doing')} onAgain={() => void page.refetch()} />;
}

function Shown({ id, page }: { readonly id: string; readonly page: NoticePage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { evaluation, units } = page;
  const { period, method, outline } = evaluation;
  const standing = standingOf(evaluation, useCityNow());
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: say('notices.title'), href: '/assessment/notices' }]} />}
        title={say('notice.title', { period: named(period) })}
        lead={name(outline.title)}
        tools={
          <>
            <StandingTag head={evaluation} />
            {page.running && <ButtonLink href={`/public/notices/${id}`}>{say('notice.public')}</ButtonLink>}
            <ButtonLink href={homeHref({ period, method, evaluation: id })}>{say('run.toChart')}</ButtonLink>
            {standing === 'noticed' && <FreezeButton head={evaluation} title={outline.title} />}
            <Button size="small" onClick={() => print()}>
              <Icon name="printer" size={14} />
              {say('unit.print')}
            </Button>
          </>
        }
      />
      <ResultNotes evaluation={evaluation} />
      <div className={styles['sheets']}>
        <Terms page={page} />
        {page.own.length > 0 && <ObjectButton id={id} page={page} />}
        {page.notice.openedAt !== null && (
          <>
            <Objections id={id} />
            <Sheet title={say('notice.units', { count: units.length })} flush>
              <NoticeUnits page={page} />
            </Sheet>
          </>
        )}
      </div>
    </>
  );
}

/** What the notice itself says. */
function Terms({ page }: { readonly page: NoticePage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { document, openedAt, dueAt, objectionsTo, estimated } = page.notice;
  if (openedAt === null || dueAt === null)
    return <Note tone="wait">{say(page.evaluation.state === 'requested' ? 'notice.making' : 'notice.void')}</Note>;
  const facts = [
    { name: say('notice.document'), value: document },
    { name: say('notice.from'), value: dateText(openedAt, language, true) },
    {
      name: say('notice.until'),
      value: `${dateText(lastDayOf(dueAt), language, true)}${estimated ? say('notice.estimated') : ''}`,
    },
    { name: say('notice.to'), value: name(objectionsTo) },
  ];
  return (
    <Sheet title={say('notice.terms')}>
      <FactsList facts={facts} />
    </Sheet>
  );
}

function Objections({ id }: { readonly id: string }): ReactNode {
  const say = useWords();
  const may = useMay();
  const objections = useQuery(objectionsQuery(id));
  if (objections.data === undefined) return null;
  const wrong = objections.data.objections.filter(({ state, corrected }) => state === 'upheld' && !corrected);
  return (
    <div className="bc-noprint">
      {wrong.length > 0 && may('assessment.freeze') && (
        <div className={styles['ahead']}>
          <Note tone="wait">{say('notice.wrong', { count: wrong.length })}</Note>
        </div>
      )}
      <Sheet title={say('objections.title')} flush>
        <ObjectionList objections={objections.data.objections} />
      </Sheet>
    </div>
  );
}
