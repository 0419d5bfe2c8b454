// SPDX-License-Identifier: Apache-2.0
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';
import { type OrgKey, useWords } from '../words.ts';

type Post = z.infer<typeof postsPage>['posts'][number];

/** Who is to hold a post: somebody who has one at the unit already, or somebody new. */
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

export function PersonFields({ label, person, onChange, known, faultOf }: Props): ReactNode {
  const say = useWords();
  const people = [...new Map(known.flatMap((post) => (post.name === null ? [] : [[post.person, post.name]])))];
  const options = [
    { value: 'new', label: say('person.new') },
    ...people.map(([id, called]) => ({ value: id, label: called, more: say('person.known') })),
  ];
  return (
    <>
      {people.length > 0 && (
        <Choices
          label={label}
          value={person.id}
          options={options}
          onChange={(id) => onChange({ ...person, id })}
          fault={faultOf('/person')}
        />
      )}
      {person.id === 'new' && (
        <>
          <TextField
            label={people.length > 0 ? say('person.name') : label}
            most={50}
            value={person.name}
            onChange={(called) => onChange({ ...person, name: called })}
            fault={faultOf('/person/name') ?? (people.length > 0 ? undefined : faultOf('/person'))}
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
