// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { Failure } from '../ui/states/failure.tsx';
import { showCityZone } from '../words/format.ts';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { useGoingClock } from './city-now.ts';
import demo from './demo.module.css';
import { DemoClock } from './demo-clock.tsx';
import { enterDemo } from './enter.ts';
import styles from './sign-in.module.css';

const words = z.object({ zh: z.string(), en: z.string() });
const role = z.object({ id: z.string(), title: words, does: words, unit: z.string(), name: z.string() });
const door = z.object({ roles: z.array(role), now: z.string(), zone: z.string() });
type Door = z.infer<typeof door>;

type Props = { readonly onEntered: () => Promise<void> };

/** The demo's posts as cards. Where there is no demo, nothing. */
export default function DemoDoor({ onEntered }: Props): ReactNode {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['demo'],
    queryFn: async ({ signal }) => {
      const told = await request('/api/demo/roles', { answer: door, signal });
      showCityZone(told.zone);
      return told;
    },
    retry: false,
  });
  if (data === undefined) return null;
  return <Posts door={data} since={dataUpdatedAt} onEntered={onEntered} />;
}

function Posts({
  door: { roles, now, zone },
  since,
  onEntered,
}: Props & { readonly door: Door; readonly since: number }) {
  const say = useWords();
  const entering = useMutation({
    mutationFn: async (id: string) => {
      await enterDemo(id);
      await onEntered();
    },
  });
  return (
    <section aria-labelledby="demo-posts" className={styles['demo']}>
      <div className={styles['demoHead']}>
        <b className={demo['label']}>{say('demo.label')}</b>
        <h2 id="demo-posts">{say('demo.choose')}</h2>
        <DemoClock now={useGoingClock(now, since)} zone={zone} />
      </div>
      <p className={styles['lead']}>{say('demo.about')}</p>
      {entering.isError && <Failure error={entering.error} doing={say('signIn.doing')} />}
      <ul className={styles['posts']}>
        {roles.map((post) => (
          <li key={post.id}>
            <Card post={post} busy={entering.isPending} onChoose={() => entering.mutate(post.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type CardProps = { readonly post: z.infer<typeof role>; readonly busy: boolean; readonly onChoose: () => void };

function Card({ post, busy, onChoose }: CardProps): ReactNode {
  const name = useNames();
  return (
    <button
      type="button"
      className={styles['card']}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onChoose();
      }}
    >
      <b>{name(post.title)}</b>
      <span className={styles['where']}>
        {post.unit} · {post.name}
      </span>
      <span className={styles['does']}>{name(post.does)}</span>
    </button>
  );
}
