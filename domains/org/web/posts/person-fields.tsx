// SPDX-License-Identifier: Apache-2.0
import { addDays, civilDate } from '@beichen/kernel/time.ts';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';
import { peopleQuery } from '../data/queries.ts';
import { type OrgKey, useWords } from '../words.ts';

type Post = z.infer<typeof postsPage>['posts'][number];

/** Who is to hold a post: somebody who is known already, by subject id, or somebody new. */
export type Person = { readonly id: string; readonly name: string; readonly phone: string };

export const NOBODY: Person = { id: 'new', name: '', phone: '' };

const PHONE = /^\+?[\d -]{7,20}$/;

/** The person as the server takes it. */
export function personBody({ id, name, phone }: Person) {
  if (id !== 'new') return { id };
  return phone.trim() === '' ? { name: name.trim() } : { name: name.trim(), phone: phone.trim() };
}

/** What is wanting of somebody new. */
export function* personWanting({ id, name, phone }: Person): Generator<readonly [string, OrgKey]> {
  if (id !== 'new') return;
  if (name.trim().length < 2) yield ['/person/name', 'person.name.wanting'];
  if (phone.trim() !== '' && !PHONE.test(phone.trim())) yield ['/person/phone', 'person.phone.wrong'];
}

type Props = {
  readonly label: string;
  readonly person: Person;
  readonly onChange: (person: Person) => void;
  /** Who holds posts at the unit, without those that cannot be chosen. */
  readonly known: readonly Post[];
  readonly faultOf: (path: string) => string | undefined;
};

type Option = { readonly value: string; readonly label: string; readonly more?: string };

/** Who is known: those with a post at the unit, and whoever is found by the name, in whatever unit the reader gives posts. */
export function PersonFields({ label, person, onChange, known, faultOf }: Props): ReactNode {
  const say = useWords();
  const [found, setFound] = useState<Option>();
  const here = [...new Map(known.flatMap((post) => (post.name === null ? [] : [[post.person, post.name]])))].map(
    ([id, called]): Option => ({ value: id, label: called, more: say('person.known') }),
  );
  const chosen = found === undefined || here.some(({ value }) => value === found.value) ? [] : [found];
  const options = [{ value: 'new', label: say('person.new') }, ...here, ...chosen];
  return (
    <>
      <Choices
        label={label}
        value={person.id}
        options={options}
        onChange={(id) => onChange({ ...person, id })}
        fault={faultOf('/person')}
      />
      <PersonSearch
        onFound={(option) => {
          setFound(option);
          onChange({ ...person, id: option.value });
        }}
      />
      {person.id === 'new' && (
        <>
          <TextField
            label={say('person.name')}
            most={50}
            value={person.name}
            onChange={(called) => onChange({ ...person, name: called })}
            fault={faultOf('/person/name')}
          />
          <TextField
            label={say('person.phone')}
            aside={say('form.optional')}
            type="tel"
            most={20}
            value={person.phone}
            onChange={(phone) => onChange({ ...person, phone })}
            hint={say('person.vault')}
            fault={faultOf('/person/phone')}
          />
        </>
      )}
    </>
  );
}

/** Looks for somebody who is known; who is chosen goes to the choice above. */
function PersonSearch({ onFound }: { readonly onFound: (option: Option) => void }): ReactNode {
  const say = useWords();
  const title = useNames();
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim());
  const { data, error, refetch } = useQuery(peopleQuery(sought));
  const people = sought === '' ? [] : (data?.people ?? []);
  return (
    <>
      <TextField
        label={say('person.find')}
        aside={say('form.optional')}
        type="search"
        most={40}
        hint={say('person.find.hint')}
        value={typed}
        onChange={setTyped}
      />
      {people.length > 0 && (
        <Choices
          label={say('person.found')}
          value={null}
          options={people.map((one) => ({
            value: one.person,
            label: one.name,
            more: `${one.unitName} · ${title(one.roleTitle)}${one.until === null ? '' : ` · ${say('person.until', { date: dateText(addDays(civilDate(one.until), -1), language, true) })}`}`,
          }))}
          onChange={(id) => {
            const one = people.find(({ person }) => person === id);
            if (one === undefined) return;
            onFound({ value: id, label: one.name, more: one.unitName });
            setTyped('');
          }}
        />
      )}
      <p className="bc-aux" role="status">
        {sought !== '' && data?.people.length === 0 && say('person.find.none')}
        {sought !== '' && data?.more === true && say('person.find.more')}
        {sought !== '' && data?.wholeNamesOnly === true && say('person.find.whole')}
      </p>
      {error !== null && <Failure error={error} doing={say('person.find.doing')} onAgain={() => void refetch()} />}
    </>
  );
}
