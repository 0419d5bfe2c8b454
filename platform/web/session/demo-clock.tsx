// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { Disclosure } from '../shell/disclosure.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { dateText, momentText, weekdayText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './demo.module.css';
import { keptDemoRole } from './demo-role.ts';
import { enterDemo } from './enter.ts';
import { forwardFrom } from './forward.ts';

const moved = z.object({ now: z.string() });

/**
 * Puts the clock forward. A session whose time was jumped over has ended with it; who came in by a click comes in again, since nobody
 * wants to prove a jump by signing in.
 */
async function putForward(to: Instant): Promise<void> {
  await request('/api/demo/clock', { answer: moved, method: 'POST', body: { to } });
  const role = keptDemoRole();
  if (role !== undefined) await enterDemo(role);
}

type Props = { readonly now: Instant; readonly zone: string };

/** The demo's clock: what it shows, and where it can be put. */
export function DemoClock({ now, zone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const forward = useMutation({ mutationFn: putForward, onSuccess: () => queries.invalidateQueries() });
  const shown = `${dateText(now, language, true)} ${weekdayText(now, language)} ${momentText(now, language).slice(-5)}`;
  const short = momentText(now, language);
  const ways = Object.entries(forwardFrom(now, zone)) as ['morning' | 'midnight' | 'day', Instant][];
  return (
    <Disclosure
      label={say('demo.clock.open', { time: shown })}
      className={styles['clock']}
      panelClass={styles['panel']}
      face={
        <>
          <Icon name="clock" size={14} />
          <span className={styles['wide']}>{say('demo.clock', { time: shown })}</span>
          <span className={styles['narrow']}>{short}</span>
          <Icon name="down" size={12} />
        </>
      }
    >
      <div className={styles['ways']}>
        <b>{say('demo.clock.forward')}</b>
        <p className="bc-aux">{say('demo.clock.why')}</p>
        {ways.map(([way, to]) => (
          <button
            key={way}
            type="button"
            aria-disabled={forward.isPending || undefined}
            onClick={() => {
              if (!forward.isPending) forward.mutate(to);
            }}
          >
            <span>{say(`demo.clock.${way}`)}</span>
            <span className="bc-aux">{momentText(to, language)}</span>
          </button>
        ))}
        <p role="status" className="bc-aux">
          {forward.isPending && say('demo.clock.moving')}
          {forward.isSuccess && say('demo.clock.moved', { time: shown })}
        </p>
        {forward.isError && <Failure error={forward.error} doing={say('demo.clock.doing')} />}
      </div>
    </Disclosure>
  );
}
