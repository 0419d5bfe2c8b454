// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { PageTitle } from '../ui/sheet/sheet.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Tag } from '../ui/tag/tag.tsx';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { useSession } from './session.ts';
import styles from './sign-in.module.css';

const answer = z.object({ post: z.string() });

async function choose(post: string, to: string): Promise<void> {
  await request('/api/session/post', { answer, method: 'POST', body: { post } });
  // Loaded anew: what one post had on the screen is not for the other.
  location.assign(to);
}

/** Goes on in another post, from its first page. */
export async function workIn(post: string): Promise<void> {
  await choose(post, '/');
}

/** Whoever holds several posts says in which the work is done; until then nothing is to be seen. */
export function ChoosePost(): ReactNode {
  const say = useWords();
  const name = useNames();
  const { held } = useSession();
  const choosing = useMutation({ mutationFn: (post: string) => choose(post, location.pathname + location.search) });
  return (
    <>
      <PageTitle title={say('posts.choose')} lead={say('posts.choose.lead')} />
      {choosing.isError && <Failure error={choosing.error} doing={say('posts.doing')} />}
      <ul className={styles['posts']}>
        {held.map(({ id, title, unit, line, acting }) => (
          <li key={id}>
            <button
              type="button"
              className={styles['card']}
              aria-disabled={choosing.isPending || undefined}
              onClick={() => {
                if (!choosing.isPending) choosing.mutate(id);
              }}
            >
              <b>{name(title)}</b>
              <span className={styles['where']}>
                {unit.name}
                {line !== null && say('posts.onLine', { line: name(line) })}
              </span>
              {acting && <Tag plain>{say('posts.acting')}</Tag>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
