// SPDX-License-Identifier: Apache-2.0
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FormHead } from '../../model/facts.ts';
import { formsQuery } from '../data/fact-queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './facts.module.css';
import { FormStateTag } from './form-state.tsx';

/** Forms that the reader fills in: what is to be done first. */
export default function FormsScreen(): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(formsQuery);
  return (
    <>
      <PageTitle
        title={say('form.list')}
        lead={say('form.list.lead')}
        tools={<ButtonLink href="/facts/book">{say('form.byBook')}</ButtonLink>}
      />
      {data !== undefined ? (
        <Forms forms={data.forms} />
      ) : error === null ? (
        <Skeleton lines={6}>{say('form.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('form.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

function Forms({ forms }: { readonly forms: readonly FormHead[] }): ReactNode {
  const say = useWords();
  if (forms.length === 0) return <Empty title={say('form.empty')}>{say('form.empty.why')}</Empty>;
  const groups = [
    { key: 'open', rows: forms.filter(({ state }) => state === 'open' || state === 'late') },
    { key: 'locked', rows: forms.filter(({ state }) => state === 'locked') },
    { key: 'handed', rows: forms.filter(({ state }) => state === 'handed') },
  ] as const;
  return (
    <div className={styles['stack']}>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ key, rows }) => (
          <Sheet key={key} title={say(`form.group.${key}`)} aside={say('form.count', { count: rows.length })} flush>
            <ul className={styles['list']}>
              {rows.map((form) => (
                <FormRow key={form.id} form={form} />
              ))}
            </ul>
          </Sheet>
        ))}
    </div>
  );
}

function FormRow({ form }: { readonly form: FormHead }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { id, name: unit, method, period, state, lastDay, figures, urgedAt } = form;
  const isDone = state === 'handed' || state === 'locked';
  return (
    <li>
      <span>
        <b>{unit}</b> {named(period)} {name(method)}
        <br />
        <span className="bc-aux">
          {say('form.due', { date: dateText(lastDay, language), count: figures })}
          {urgedAt !== null && state !== 'handed' && say('form.urged', { date: dateText(urgedAt, language) })}
        </span>
      </span>
      <FormStateTag state={state} />
      {state === 'late' && <Tag tone="info">{say('form.late.open')}</Tag>}
      <ButtonLink href={`/facts/forms/${id}`} look={isDone ? 'plain' : 'primary'}>
        {isDone ? say('form.look') : say('form.fill', { period: named(period) })}
      </ButtonLink>
    </li>
  );
}
