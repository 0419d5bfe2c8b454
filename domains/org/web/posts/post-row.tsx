// SPDX-License-Identifier: Apache-2.0
import { addDays, civilDate } from '@beichen/kernel/time.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { type Language, useLanguage, useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';
import { useToday } from '../data/today.ts';
import { type OrgKey, useWords } from '../words.ts';
import type { Act } from './act.ts';
import styles from './posts.module.css';

type Post = z.infer<typeof postsPage>['posts'][number];

/** From when to when, the last day included. */
function termText({ from, until }: Post, say: Say<OrgKey>, language: Language): string {
  const begins = dateText(from, language, true);
  if (until === null) return say('posts.since', { from: begins });
  return say('posts.term', { from: begins, last: dateText(addDays(civilDate(until), -1), language, true) });
}

type Props = {
  readonly post: Post;
  /** Who is stood in for. */
  readonly principal: Post | undefined;
  /** Whether somebody follows already, on the day on which it ends. */
  readonly followed: boolean;
  readonly onOpen: ((act: Act) => void) | undefined;
};

/** A post and its holder. */
export function PostRow({ post, principal, followed, onOpen }: Props): ReactNode {
  const say = useWords();
  const title = useNames();
  const { language } = useLanguage();
  const today = useToday();
  const who = post.name ?? say('posts.erased');
  return (
    <li className={styles['post']}>
      <p className={styles['role']}>
        {title(post.roleTitle)}
        {post.lineTitle !== null && <small>{say('posts.onLine', { line: title(post.lineTitle) })}</small>}
      </p>
      <div className={styles['holder']}>
        <p>
          <b>{who}</b>
          {post.actsFor !== null && (
            <Tag tone="pause">
              {principal?.name == null ? say('posts.acting.tag') : say('posts.acts', { name: principal.name })}
            </Tag>
          )}
          {!post.fullTime && (
            <Tag plain>
              {post.source === null
                ? say('posts.partTime')
                : say('posts.partTime.from', { source: title(post.source) })}
            </Tag>
          )}
          {post.from > today && <Tag tone="wait">{say('posts.tocome')}</Tag>}
          {!post.hasAccount && <Tag tone="mute">{say('posts.noAccount')}</Tag>}
        </p>
        <p className="bc-aux">{termText(post, say, language)}</p>
      </div>
      {onOpen !== undefined && (
        <div className={styles['acts']}>
          {post.actsFor === null && !followed && (
            <Button size="small" onClick={() => onOpen({ do: 'handOver', post })}>
              {say('posts.handOver')}
              <span className="bc-hidden">{say('posts.of', { name: who })}</span>
            </Button>
          )}
          <Button size="small" onClick={() => onOpen({ do: 'end', post })}>
            {say('posts.end')}
            <span className="bc-hidden">{say('posts.of', { name: who })}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

type VacantProps = { readonly role: string; readonly title: Words; readonly onOpen: Props['onOpen'] };

/** A post that nobody holds. */
export function VacantRow({ role, title, onOpen }: VacantProps): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <li className={styles['post']}>
      <p className={styles['role']}>{name(title)}</p>
      <div className={styles['holder']}>
        <p>
          <Tag tone="wait">{say('posts.vacant')}</Tag>
        </p>
      </div>
      {onOpen !== undefined && (
        <div className={styles['acts']}>
          <Button size="small" onClick={() => onOpen({ do: 'appoint', role })}>
            {say('posts.appoint')}
            <span className="bc-hidden">{say('posts.of', { name: name(title) })}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
