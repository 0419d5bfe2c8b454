// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { SelectField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { childrenQuery, kindsQuery, unitQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { type BoardAsked, hrefOf } from './asked.ts';
import styles from './board.module.css';

type Props = { readonly asked: BoardAsked; readonly unit: number };

/** The units of the reader's posts: what lies above them is not the reader's to count. */
function useOwn(): ReadonlySet<number> {
  return new Set(useSession().posts.map(({ unit }) => unit.id));
}

/** The place that is looked at, and the way to wider ones. What lies above the reader's range shows its name and nothing else. */
export function UnitCrumbs({ unit, asked }: Props): ReactNode {
  const say = useWords();
  const { data } = useQuery(unitQuery(unit));
  const own = useOwn();
  const chain = data?.chain ?? [];
  const from = chain.findIndex(({ id }) => own.has(id));
  const above = chain.map(({ id, name }, at) =>
    from >= 0 && at >= from ? { label: name, href: hrefOf({ ...asked, unit: id }) } : { label: name },
  );
  return <Crumbs path={[...above, { label: data?.unit.name ?? '…' }, { label: say('title') }]} />;
}

/** Narrower place, whose place counts, and category. */
export function Filters({ asked, unit }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { history } = useRouter();
  const go = (changed: Partial<BoardAsked>): void => history.push(hrefOf({ ...asked, ...changed }));
  const here = useQuery(unitQuery(unit)).data;
  const below = useQuery(childrenQuery(unit)).data?.units ?? [];
  const kinds = useQuery(kindsQuery).data?.kinds ?? [];
  const own = useOwn();
  const parent = own.has(unit) ? undefined : here?.chain[here.chain.length - 1];
  const units = [
    { value: String(unit), label: here?.unit.name ?? '…' },
    ...(parent === undefined ? [] : [{ value: String(parent.id), label: say('filter.up', { name: parent.name }) }]),
    ...below.map(({ id, name: label }) => ({ value: String(id), label: say('filter.down', { name: label }) })),
  ];
  const categories = kinds
    .flatMap((kind) => kind.categories)
    .map(({ id, title }) => ({ value: id, label: name(title) }));
  return (
    <section className={styles['filters']} aria-label={say('filter.label')}>
      <SelectField
        label={say('filter.unit')}
        value={String(unit)}
        options={units}
        onChange={(value) => go({ unit: Number(value) })}
      />
      <SelectField
        label={say('filter.by')}
        value={asked.by}
        options={[
          { value: 'place', label: say('filter.by.place') },
          { value: 'handler', label: say('filter.by.handler') },
        ]}
        onChange={(value) => go({ by: value === 'handler' ? 'handler' : 'place' })}
      />
      <SelectField
        label={say('filter.category')}
        value={asked.category ?? ''}
        options={[{ value: '', label: say('filter.category.all') }, ...categories]}
        onChange={(value) => go({ category: value === '' ? undefined : value })}
      />
    </section>
  );
}
