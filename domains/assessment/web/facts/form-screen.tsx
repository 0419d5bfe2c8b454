// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FormPage } from '../../model/facts.ts';
import { measureHref } from '../data/addresses.ts';
import { formQuery } from '../data/fact-queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { useFigureText } from './entry-row.tsx';
import styles from './facts.module.css';
import { FillForm } from './fill-form.tsx';
import { FormStateTag } from './form-state.tsx';
import { AskLate } from './late-form.tsx';

/** One form: who asks, what for, until when, and the figures. */
export default function FormScreen(): ReactNode {
  const say = useWords();
  const { form } = useParams({ strict: false }) as { form: string };
  const { data, error, refetch } = useQuery({ ...formQuery(form), refetchOnWindowFocus: false });
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={8}>{say('form.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('form.doing')} onAgain={() => void refetch()} />
    );
  return <FormView page={data} onAgain={() => void refetch()} />;
}

function FormView({ page, onAgain }: { readonly page: FormPage; readonly onAgain: () => void }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { form, owner, basis, madeBy, late } = page;
  const now = useCityNow();
  const isOpen = form.state !== 'locked' && now < form.dueAt;
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: say('form.list'), href: '/facts' }]} />}
        title={say('form.title', { unit: form.name, period: named(form.period) })}
        lead={name(form.method)}
        tools={<FormStateTag state={form.state} />}
      />
      <div className={styles['stack']}>
        <Sheet title={say('form.about')}>
          <p>
            {say('form.about.due', { date: dateText(form.lastDay, language) })}
            {say('form.about.asks', { unit: madeBy.unit, post: name(madeBy.title), purpose: form.purpose })}
          </p>
          <p className="bc-aux">{say('form.owner', { owner, basis })}</p>
          {form.handedAt !== null && page.handedBy !== null && (
            <p>
              {say('form.handedBy', {
                unit: page.handedBy.unit,
                post: name(page.handedBy.title),
                at: momentText(form.handedAt, language),
              })}
            </p>
          )}
          {late?.grantedBy != null && late.until !== null && (
            <Note tone="info">
              {say('form.late.by', {
                unit: late.grantedBy.unit,
                post: name(late.grantedBy.title),
                date: dateText(late.until, language),
                reason: late.reason,
              })}
            </Note>
          )}
        </Sheet>
        {isOpen ? (
          <FillForm key={`${form.id} ${page.version}`} page={page} onAgain={onAgain} />
        ) : (
          <Locked page={page} />
        )}
      </div>
    </>
  );
}

/** After the due time: what was handed in, or how to ask for more time. */
function Locked({ page }: { readonly page: FormPage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const text = useFigureText();
  const { form, measures, late } = page;
  return (
    <>
      <Sheet title={say('form.figures')}>
        <ul>
          {measures.map(({ id, title, unit, held }) => (
            <li key={id}>
              <a href={measureHref(id, { unit: form.unit, period: form.period })}>{name(title)}</a>{' '}
              <b>{held === null ? say('form.nothing') : text(held, unit)}</b>
            </li>
          ))}
        </ul>
      </Sheet>
      {form.state === 'locked' && <AskLate form={form.id} late={late} />}
    </>
  );
}
