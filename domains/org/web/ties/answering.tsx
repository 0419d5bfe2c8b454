// SPDX-License-Identifier: Apache-2.0
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import { useWords } from '../words.ts';
import styles from './ties.module.css';

type Props = { readonly tie: Pick<z.infer<typeof relationsPage>['held'][number], 'post'> };

/** The post in whose name a unit is tied, and who holds it, where that may be known. */
export function Answering({ tie: { post } }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  if (post === null) return null;
  return (
    <>
      <span className={styles['post']}>{name(post.title)}</span>
      {post.holders !== null &&
        (post.holders.length === 0 ? (
          <Tag tone="mute">{say('posts.vacant')}</Tag>
        ) : (
          <span className={styles['kind']}>{post.holders.join(say('list.comma'))}</span>
        ))}
    </>
  );
}
