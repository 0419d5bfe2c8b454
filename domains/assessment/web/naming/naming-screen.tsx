// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NamingPage } from '../../model/naming.ts';
import { evaluationHref } from '../data/addresses.ts';
import { namingQuery } from '../data/queries.ts';
import styles from '../decide/decide.module.css';
import { usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import { StandingTag } from '../head/standing-tag.tsx';
import { useWords } from '../words.ts';
import { NamedUnits } from './named-units.tsx';

/** A batch of names as it is printed and circulated: the list, on which document and programme it rests, and what was taken back. */
export default function NamingScreen(): ReactNode {
  const say = useWords();
  const { naming: id = '' } = useParams({ strict: false });
  const page = useQuery(namingQuery(id));
  if (page.data !== undefined) return <Shown page={page.data} />;
  if (!page.isError) return <Skeleton lines={8}>{say('naming.loading')}</Skeleton>;
  return <Failure error={page.error} doing={say('naming.open.doing')} onAgain={() => void page.refetch()} />;
}

function Shown({ page }: { readonly page: NamingPage }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const name = useNames();
  const named = usePeriodName();
  const { naming, evaluation, units } = page;
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: say('namings.title'), href: '/assessment/namings' }]} />}
        title={say('naming.title', { period: named(naming.period) })}
        lead={name(naming.title)}
        tools={
          <>
            <StandingTag head={evaluation} />
            <ButtonLink href={`/api/assessment/namings/${naming.id}/workbook${language === 'en' ? '?lang=en' : ''}`}>
              {say('naming.workbook')}
            </ButtonLink>
            <Button size="small" onClick={() => print()}>
              <Icon name="printer" size={14} />
              {say('unit.print')}
            </Button>
          </>
        }
      />
      <ResultNotes evaluation={evaluation} />
      <div className={styles['sheets']}>
        <Sheet title={say('naming.list', { count: units.length })} flush>
          {units.length === 0 ? <p className={styles['quiet']}>{say('naming.nobody')}</p> : <NamedUnits page={page} />}
        </Sheet>
        <Basis page={page} />
      </div>
    </>
  );
}

function Basis({ page }: { readonly page: NamingPage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { naming, evaluation } = page;
  const { document, approval, from, to } = naming.basis;
  const day = (date: string): string => dateText(date, language, true);
  const facts = [
    { name: say('naming.document'), value: naming.document },
    { name: say('naming.dated'), value: day(naming.dated) },
    ...(naming.by === null ? [] : [{ name: say('naming.by'), value: `${naming.by.unit} · ${name(naming.by.post)}` }]),
    { name: say('naming.programme'), value: `${document} · ${approval}` },
    { name: say('naming.term'), value: say('naming.term.told', { from: day(from), to: day(to) }) },
    {
      name: say('naming.result'),
      value: (
        <a href={evaluationHref(evaluation.id)}>
          <code>{evaluation.digest?.slice(0, 12)}…</code>
        </a>
      ),
    },
  ];
  return (
    <Sheet title={say('naming.basis')}>
      <FactsList facts={facts} />
    </Sheet>
  );
}
