// SPDX-License-Identifier: Apache-2.0
import { addDays, civilDate } from '@beichen/kernel/time.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { Choices, SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
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

type Props = {
  readonly unit: { readonly id: number; readonly name: string };
  readonly page: Page;
  /** The role that is vacant, where the form is opened there. */
  readonly role: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

const newTerm = (role: string, today: string) => ({
  id: uuidV7(),
  role,
  line: '',
  person: NOBODY,
  from: today,
  last: '',
  actsFor: '',
  fullTime: true,
  source: '',
});
type Term = ReturnType<typeof newTerm>;

/** The term as the server takes it: it ends before a day, and people name the last one. */
function bodyOf(term: Term, unit: number, hasSources: boolean) {
  const { id, role, line, person, from, last, actsFor, fullTime, source } = term;
  return {
    id,
    unit,
    role,
    line: line === '' ? null : line,
    person: personBody(person),
    from,
    ...(last === '' ? {} : { until: addDays(civilDate(last), 1) }),
    ...(actsFor === '' ? {} : { actsFor }),
    ...(hasSources && !fullTime ? { source } : {}),
    fullTime: !hasSources || fullTime,
  };
}

/** Gives somebody a post. */
export function AppointForm({ unit, page, role, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const [term, setTerm] = useState(() => newTerm(role ?? page.giveable[0]?.role ?? '', today));
  const fill = (changed: Partial<Term>): void => setTerm({ ...term, ...changed });
  const kind = page.giveable.find((one) => one.role === term.role);
  const hasSources = (kind?.sources.length ?? 0) > 0;
  const command = useCommand<ReturnType<typeof bodyOf>, z.ZodObject>({
    path: '/api/org/posts',
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  const wanting = new Map(
    [
      ...personWanting(term.person),
      ...(term.from === '' ? ([['/from', 'form.day.wanting']] as const) : []),
      ...(hasSources && !term.fullTime && term.source === '' ? ([['/source', 'posts.source.wanting']] as const) : []),
    ].map(([path, key]) => [path, say(key)]),
  );
  return (
    <ActForm
      title={say('posts.appoint.to', { unit: unit.name })}
      consequences={useConsequences(term, page)}
      send={say('posts.appoint.send')}
      doing={say('posts.appoint.doing')}
      wanting={wanting}
      command={command}
      onSend={() => command.run(bodyOf(term, unit.id, hasSources))}
      onClose={onClose}
    >
      {(faultOf) => (
        <>
          <PostFields page={page} term={term} onFill={fill} faultOf={faultOf} />
          <PersonFields
            label={say('person.who')}
            person={term.person}
            onChange={(person) => fill({ person })}
            known={page.posts.filter((post) => post.role !== term.role)}
            faultOf={faultOf}
          />
          <TermFields term={term} onFill={fill} faultOf={faultOf} />
        </>
      )}
    </ActForm>
  );
}

/** Who holds it now stays; who acts may do the same; whoever has no account cannot come in yet. */
function useConsequences({ role, actsFor, person, from }: Term, { posts }: Page): string[] {
  const say = useWords();
  const { language } = useLanguage();
  const day = from === '' ? '' : dateText(from, language, true);
  const holders = posts.filter((post) => post.role === role && post.actsFor === null);
  const names = holders.flatMap(({ name }) => name ?? []).join(say('list.comma'));
  const principal = posts.find(({ id }) => id === actsFor)?.name ?? undefined;
  return [
    say('posts.appoint.follows', { date: day }),
    ...(principal !== undefined ? [say('posts.appoint.acting', { name: principal })] : []),
    ...(principal === undefined && names !== '' ? [say('posts.appoint.beside', { names })] : []),
    ...(person.id === 'new' ? [say('posts.account.needed')] : []),
  ];
}

type FieldsProps = {
  readonly term: Term;
  readonly onFill: (changed: Partial<Term>) => void;
  readonly faultOf: (path: string) => string | undefined;
};

/** Which post, on which line, for whom, and where a part-time holder comes from. */
function PostFields({ page, term, onFill, faultOf }: FieldsProps & { readonly page: Page }): ReactNode {
  const say = useWords();
  const name = useNames();
  const same = page.posts.filter(({ role }) => role === term.role);
  const { lines } = page;
  const principals = same.filter((post) => post.actsFor === null && post.name !== null);
  const sources = page.giveable.find(({ role }) => role === term.role)?.sources ?? [];
  return (
    <>
      <SelectField
        label={say('posts.role')}
        value={term.role}
        options={page.giveable.map(({ role, title }) => ({ value: role, label: name(title) }))}
        onChange={(role) => onFill({ role, line: '', actsFor: '', source: '', fullTime: true })}
        fault={faultOf('/role') ?? faultOf('/unit')}
      />
      {lines.length > 0 && (
        <SelectField
          label={say('posts.line')}
          value={term.line}
          options={[
            { value: '', label: say('posts.line.none') },
            ...lines.map(({ id, title }) => ({ value: id, label: name(title) })),
          ]}
          onChange={(line) => onFill({ line })}
          fault={faultOf('/line')}
        />
      )}
      {principals.length > 0 && (
        <SelectField
          label={say('posts.acting')}
          value={term.actsFor}
          options={[
            { value: '', label: say('posts.acting.none') },
            ...principals.map((post) => ({ value: post.id, label: say('posts.acts', { name: post.name ?? '' }) })),
          ]}
          onChange={(actsFor) => onFill({ actsFor })}
          fault={faultOf('/actsFor')}
        />
      )}
      {sources.length > 0 && <SourceFields term={term} sources={sources} onFill={onFill} faultOf={faultOf} />}
    </>
  );
}

type SourceProps = FieldsProps & { readonly sources: Page['giveable'][number]['sources'] };

/** Full-time or part-time, and where a part-time holder comes from. */
function SourceFields({ term, sources, onFill, faultOf }: SourceProps): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <>
      <Choices
        label={say('posts.full')}
        shape="tiles"
        value={term.fullTime ? 'full' : 'part'}
        options={[
          { value: 'full', label: say('posts.fullTime') },
          { value: 'part', label: say('posts.partTime') },
        ]}
        onChange={(value) => onFill({ fullTime: value === 'full', source: '' })}
      />
      {!term.fullTime && (
        <SelectField
          label={say('posts.source')}
          value={term.source}
          options={[
            { value: '', label: say('form.choose') },
            ...sources.map(({ id, title }) => ({ value: id, label: name(title) })),
          ]}
          onChange={(source) => onFill({ source })}
          fault={faultOf('/source')}
        />
      )}
    </>
  );
}

/** From when, and until when where that is settled. */
function TermFields({ term, onFill, faultOf }: FieldsProps): ReactNode {
  const say = useWords();
  return (
    <>
      <TextField
        label={say('posts.from')}
        type="date"
        value={term.from}
        onChange={(from) => onFill({ from })}
        fault={faultOf('/from')}
      />
      <TextField
        label={say('posts.last')}
        aside={say('form.optional')}
        type="date"
        min={term.from}
        value={term.last}
        onChange={(last) => onFill({ last })}
        hint={say('posts.last.hint')}
        fault={faultOf('/until')}
      />
    </>
  );
}
