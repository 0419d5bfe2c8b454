// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';
import { HANDOVERS_HREF } from '../data/addresses.ts';
import { handoversQuery, postsQuery } from '../data/queries.ts';
import { type OrgKey, useWords } from '../words.ts';
import type { Act } from './act.ts';
import { AppointForm } from './appoint-form.tsx';
import { EndForm, HandOverForm } from './leave-forms.tsx';
import { PostRow, VacantRow } from './post-row.tsx';
import styles from './posts.module.css';

type Page = z.infer<typeof postsPage>;

type Unit = { readonly id: number; readonly name: string; readonly closedOn: string | null };
type Props = { readonly unit: Unit; readonly on: string | undefined };

/** Who holds which post, today or on a day of the past, and what may be done about it. */
export function Posts({ unit, on }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(postsQuery(unit.id, on));
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<OrgKey | null>(null);
  const open = (next: Act): void => {
    setDone(null);
    setAct(next);
  };
  const giving = on === undefined && unit.closedOn === null && (data?.giveable.length ?? 0) > 0;
  const appoint = giving && act === null && (
    <Button size="small" onClick={() => open({ do: 'appoint', role: undefined })}>
      {say('posts.appoint')}
    </Button>
  );
  if (data === undefined)
    return (
      <Sheet title={say('posts.title')}>
        {error === null ? (
          <Skeleton lines={2}>{say('posts.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('posts.doing')} onAgain={() => void refetch()} />
        )}
      </Sheet>
    );
  return (
    <Sheet title={say('posts.title')} aside={appoint} flush>
      <div role="status">{done !== null && <Note tone="ok">{say(done)}</Note>}</div>
      {on === undefined && <Waiting unit={unit.id} />}
      {act === null ? (
        <Held page={data} on={on} closed={unit.closedOn !== null} onOpen={giving ? open : undefined} />
      ) : (
        <div className={styles['form']}>
          <Acting
            unit={unit}
            page={data}
            act={act}
            onClose={() => setAct(null)}
            onDone={() => {
              setDone(`posts.${act.do}.done`);
              setAct(null);
            }}
          />
        </div>
      )}
      {on === undefined && unit.closedOn === null && <Foot page={data} />}
    </Sheet>
  );
}

type ActingProps = {
  readonly unit: Unit;
  readonly page: Page;
  readonly act: Act;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

function Acting({ act, ...form }: ActingProps): ReactNode {
  if (act.do === 'appoint') return <AppointForm {...form} role={act.role} />;
  if (act.do === 'end') return <EndForm {...form} post={act.post} />;
  return <HandOverForm {...form} post={act.post} />;
}

type HeldProps = {
  readonly page: Page;
  readonly on: string | undefined;
  readonly closed: boolean;
  readonly onOpen: ((act: Act) => void) | undefined;
};

function Held({ page, on, closed, onOpen }: HeldProps): ReactNode {
  const say = useWords();
  const posts =
    on === undefined
      ? page.posts
      : page.posts.filter((post) => post.from <= on && (post.until === null || post.until > on));
  // Which posts are vacant is told of today alone; what is closed has none to fill.
  const vacant = on === undefined && !closed ? page.vacant : [];
  const mayGive = (role: string): boolean => page.giveable.some((one) => one.role === role);
  if (posts.length + vacant.length === 0)
    return (
      <p className={styles['none']}>
        {say(on !== undefined ? 'posts.none.then' : closed ? 'posts.none.closed' : 'posts.none')}
      </p>
    );
  return (
    <ul className={styles['posts']}>
      {posts.map((post) => (
        <PostRow
          key={post.id}
          post={post}
          principal={page.posts.find(({ id }) => id === post.actsFor)}
          followed={page.posts.some(
            ({ role, line, from }) => role === post.role && line === post.line && from === post.until,
          )}
          onOpen={mayGive(post.role) ? onOpen : undefined}
        />
      ))}
      {vacant.map(({ role, title }) => (
        <VacantRow key={role} role={role} title={title} onOpen={mayGive(role) ? onOpen : undefined} />
      ))}
    </ul>
  );
}

/** A handover that the reader has to confirm. */
function Waiting({ unit }: { readonly unit: number }): ReactNode {
  const say = useWords();
  const { data } = useQuery(handoversQuery);
  const waits = data?.handovers.some((one) => one.unit === unit && one.mine && one.confirmedAt === null);
  if (waits !== true) return null;
  return (
    <Note tone="wait">
      {say('posts.waiting')} <a href={HANDOVERS_HREF}>{say('posts.waiting.go')}</a>
    </Note>
  );
}

/** Who gives posts here, and where handovers are listed. */
function Foot({ page: { givers } }: { readonly page: Page }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <p className={styles['foot']}>
      {givers.length > 0 && <span>{say('posts.who', { who: givers.map(name).join(say('list.comma')) })}</span>}
      <a href={HANDOVERS_HREF}>{say('handovers.title')}</a>
    </p>
  );
}
