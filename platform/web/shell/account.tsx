// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../ui/action/button.tsx';
import { Tag } from '../ui/tag/tag.tsx';
import { useWords } from '../words/words.ts';
import styles from './head.module.css';

export type Post = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly acting: boolean;
  readonly current: boolean;
};

type Props = {
  readonly who: string;
  readonly posts: readonly Post[];
  readonly onSignOut: () => void;
  readonly onPost: (post: string) => void;
};

/** Who is signed in, in which post, the way to the others, and the way out. */
export function Account({ who, posts, onSignOut, onPost }: Props): ReactNode {
  const say = useWords();
  return (
    <div className={styles['account']}>
      <b>{who}</b>
      <ul>
        {posts.map(({ id, title, unit, acting, current }) => (
          <li key={id}>
            {unit}
            <span className="bc-aux">{title}</span>
            {acting && <Tag plain>{say('posts.acting')}</Tag>}
            {posts.length > 1 && current && <Tag tone="info">{say('posts.current')}</Tag>}
            {!current && (
              <Button size="small" look="text" onClick={() => onPost(id)}>
                {say('posts.switch')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ButtonLink size="small" href="/me">
        {say('me.title')}
      </ButtonLink>
      <Button size="small" onClick={onSignOut}>
        {say('shell.signOut')}
      </Button>
    </div>
  );
}
