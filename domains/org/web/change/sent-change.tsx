// SPDX-License-Identifier: Apache-2.0
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { z } from 'zod';
import type { changeView } from '../../model/changes.ts';
import { CHANGES_HREF } from '../data/addresses.ts';
import { changesQuery } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { FaultList } from '../form/fault-list.tsx';
import { StepsList } from '../history/steps-list.tsx';
import { useWords } from '../words.ts';
import styles from './change.module.css';

/** How often it is asked again, in ms, until it is settled: beside the stream of changes, which may be down. */
const AGAIN = 3_000;

type Props = { readonly id: string; readonly back: ReactNode };

/** What became of a change that was submitted: it waits for its day, was carried out, or could not be. */
export function SentChange({ id, back }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const title = useRef<HTMLHeadingElement>(null);
  const { data } = useInfiniteQuery({
    ...changesQuery,
    refetchInterval: ({ state }) => {
      const found = state.data?.pages.flatMap((page) => page.changes).find((one) => one.id === id);
      return found === undefined || (found.state === 'planned' && found.from <= today) ? AGAIN : false;
    },
  });
  const change = data?.pages.flatMap((page) => page.changes).find((one) => one.id === id);
  useEffect(() => title.current?.focus(), []);
  const doing = change === undefined || (change.state === 'planned' && change.from <= today);
  return (
    <div className={styles['form']}>
      <h2 ref={title} tabIndex={-1}>
        {say(doing ? 'sent.doing' : `sent.${change.state}`)}
      </h2>
      <div role="status" className={styles['became']}>
        {change !== undefined && <Became change={change} doing={doing} />}
      </div>
      {doing && <Skeleton lines={2}>{say('sent.doing.why')}</Skeleton>}
      <div className={styles['dock']}>
        {back}
        <ButtonLink href={CHANGES_HREF}>{say('sent.toList')}</ButtonLink>
      </div>
    </div>
  );
}

type BecameProps = { readonly change: z.infer<typeof changeView>; readonly doing: boolean };

function Became({ change, doing }: BecameProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const date = dateText(change.from, language, true);
  if (doing) return null;
  if (change.state === 'planned') return <Note tone="wait">{say('sent.planned.why', { date })}</Note>;
  if (change.state === 'refused')
    return (
      <Note tone="bad">
        <b>{say('changes.refused.why')}</b>
        <FaultList faults={change.faults} />
      </Note>
    );
  return (
    <>
      <Note tone="ok">{say('sent.done.why', { date })}</Note>
      <StepsList steps={change.steps} />
    </>
  );
}
