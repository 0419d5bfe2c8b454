// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { useWords } from '../words/words.ts';
import styles from './head.module.css';

export type Post = { readonly title: string; readonly unit: string };

type Props = { readonly who: string; readonly posts: readonly Post[]; readonly onSignOut: () => void };

/** Who is signed in, on which posts, and the way out. */
export function Account({ who, posts, onSignOut }: Props): ReactNode {
  const say = useWords();
  return (
    <div className={styles['account']}>
      <b>{who}</b>
      <ul>
        {posts.map(({ title, unit }) => (
          <li key={title + unit}>
            {unit}
            <span className="bc-aux">{title}</span>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={onSignOut}>
        {say('shell.signOut')}
      </Button>
    </div>
  );
}
