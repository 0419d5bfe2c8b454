// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { SelectField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import { belowQuery, placeQuery } from './measure-queries.ts';

type Props = {
  readonly unit: number;
  readonly onChoose: (unit: number) => void;
  readonly hrefOf: (unit: number) => string;
};

/** Where the figure is asked: up by the way here, as far as the reader's post reaches, down by a list. */
export function UnitChooser({ unit, onChoose, hrefOf }: Props): ReactNode {
  const say = useWords();
  const { posts } = useSession();
  const place = useQuery(placeQuery(unit));
  const below = useQuery(belowQuery(unit));
  const chain = place.data === undefined ? [] : [...place.data.chain, place.data.unit];
  const own = chain.findIndex(({ id }) => posts.some((post) => post.unit.id === id));
  const path = chain.map(({ id, name }, at) => ({
    label: name,
    ...(own >= 0 && at >= own && id !== unit ? { href: hrefOf(id) } : {}),
  }));
  const units = below.data?.units ?? [];
  return (
    <div className={styles['place']}>
      <Crumbs path={path} />
      {units.length > 0 && (
        <SelectField
          label={say('measure.below')}
          value=""
          options={[
            { value: '', label: say('measure.below.choose', { count: units.length }) },
            ...units.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(id) => {
            if (id !== '') onChoose(Number(id));
          }}
        />
      )}
    </div>
  );
}
