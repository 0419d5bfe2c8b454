// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate } from '@beichen/kernel/time.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';
import { TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { useWords } from '../words.ts';
import { NOBODY, PersonFields, personBody, personWanting } from './person-fields.tsx';

type Page = z.infer<typeof postsPage>;
type Post = Page['posts'][number];

type Props = {
  readonly unit: { readonly id: number; readonly name: string };
  readonly page: Page;
  readonly post: Post;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Who it is and in which post, for the words of a form. */
function useCalled({ unit, post }: Pick<Props, 'unit' | 'post'>) {
  const say = useWords();
  const title = useNames();
  return { name: post.name ?? say('posts.erased'), role: title(post.roleTitle), unit: unit.name };
}

/** Ends a post: nobody follows by it. */
export function EndForm({ unit, page, post, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const today = useToday();
  const called = useCalled({ unit, post });
  const [on, setOn] = useState<string>(today);
  const command = useCommand<{ readonly on: string }, z.ZodObject>({
    path: `/api/org/posts/${post.id}/end`,
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  const others = page.posts.filter(({ id, role, actsFor }) => id !== post.id && role === post.role && actsFor === null);
  const date = on === '' ? '' : dateText(on, language, true);
  const consequences = [
    say('posts.end.follows', { ...called, date }),
    say('posts.end.work', called),
    ...(post.actsFor === null && others.length === 0 ? [say('posts.end.vacant', called)] : []),
  ];
  return (
    <ActForm
      title={say('posts.end.of', called)}
      consequences={consequences}
      send={say('posts.end.send', called)}
      doing={say('posts.end.doing')}
      danger
      wanting={new Map(on < today ? [['/on', say('form.day.past')]] : [])}
      command={command}
      onSend={() => command.run({ on })}
      onClose={onClose}
    >
      {(faultOf) => (
        <TextField
          label={say('posts.end.on')}
          type="date"
          min={today}
          value={on}
          onChange={setOn}
          fault={faultOf('/on')}
        />
      )}
    </ActForm>
  );
}

/** The next holder begins after the present one has. */
function firstDay({ from }: Post, today: CivilDate): string {
  return from < today ? today : addDays(civilDate(from), 1);
}

/** A post goes to the next holder, with what is open. */
export function HandOverForm({ unit, page, post, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const today = useToday();
  const called = useCalled({ unit, post });
  const [ids] = useState(() => ({ handover: uuidV7(), post: uuidV7() }));
  const [next, setNext] = useState({ person: NOBODY, on: firstDay(post, today), note: '' });
  const command = useCommand<object, z.ZodObject>({
    path: `/api/org/posts/${post.id}/hand-over`,
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  const { person, on, note } = next;
  const known = page.posts.filter((other) => other.person !== post.person);
  const wanting = new Map(
    [...personWanting(person), ...(on < today ? ([['/on', 'form.day.past']] as const) : [])].map(([path, key]) => [
      path,
      say(key),
    ]),
  );
  const before = on === '' ? '' : dateText(addDays(civilDate(on), -1), language, true);
  const consequences = [
    say('posts.handOver.follows', { ...called, before, date: on === '' ? '' : dateText(on, language, true) }),
    say('posts.handOver.work'),
    ...(person.id === 'new' ? [say('posts.account.needed')] : []),
  ];
  return (
    <ActForm
      title={say('posts.handOver.of', called)}
      consequences={consequences}
      send={say('posts.handOver.send')}
      doing={say('posts.handOver.doing')}
      wanting={wanting}
      command={command}
      onSend={() => command.run({ handover: ids.handover, post: ids.post, person: personBody(person), on, note })}
      onClose={onClose}
    >
      {(faultOf) => (
        <NextFields
          next={next}
          known={known}
          today={today}
          onFill={(changed) => setNext({ ...next, ...changed })}
          faultOf={faultOf}
        />
      )}
    </ActForm>
  );
}

type Next = { readonly person: typeof NOBODY; readonly on: string; readonly note: string };

type NextProps = {
  readonly next: Next;
  readonly known: Props['page']['posts'];
  readonly today: CivilDate;
  readonly onFill: (changed: Partial<Next>) => void;
  readonly faultOf: (path: string) => string | undefined;
};

/** Who takes the post over, from when, and what there is to say about it. */
function NextFields({ next, known, today, onFill, faultOf }: NextProps): ReactNode {
  const say = useWords();
  return (
    <>
      <PersonFields
        label={say('posts.handOver.next')}
        person={next.person}
        onChange={(person) => onFill({ person })}
        known={known}
        faultOf={faultOf}
      />
      <TextField
        label={say('posts.handOver.on')}
        type="date"
        min={today}
        value={next.on}
        onChange={(on) => onFill({ on })}
        fault={faultOf('/on')}
      />
      <TextField
        label={say('posts.handOver.note')}
        aside={say('form.optional')}
        hint={say('posts.handOver.note.hint')}
        rows={3}
        most={1000}
        value={next.note}
        onChange={(note) => onFill({ note })}
        fault={faultOf('/note')}
      />
    </>
  );
}
