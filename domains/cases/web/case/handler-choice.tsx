// SPDX-License-Identifier: Apache-2.0
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { CaseView } from '../../model/views.ts';
import { unitQuery, unitsFoundQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';

type Props = {
  readonly view: CaseView;
  readonly value: string | null;
  readonly onChange: (value: string, label: string) => void;
  readonly fault: string | undefined;
};

/** Who handles it: the community, its street or its county at hand, any other by its name. */
export function HandlerChoice({ view, value, onChange, fault }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { data } = useQuery(unitQuery(view.case.unit.id));
  const found = useQuery(unitsFoundQuery(sought));
  // From the nearest to the farthest; the root of the tree handles nothing itself.
  const near = data === undefined ? [] : [data.unit, ...data.chain.slice(1).reverse()];
  const others = (sought === '' ? [] : (found.data?.units ?? [])).filter(({ id }) =>
    near.every((one) => one.id !== id),
  );
  const options = [
    ...near.map((unit) => ({ value: String(unit.id), label: unit.name, more: name(unit.kindTitle) })),
    ...others.map((unit) => ({ value: String(unit.id), label: unit.name, more: unit.above.slice(1).join(' › ') })),
  ];
  return (
    <>
      <Choices
        label={say('move.dispatch.choice')}
        value={value}
        options={options}
        onChange={(chosen) => onChange(chosen, options.find((option) => option.value === chosen)?.label ?? '')}
        fault={fault}
      />
      <TextField
        label={say('move.dispatch.other')}
        type="search"
        most={40}
        hint={say('move.dispatch.other.hint')}
        value={text}
        onChange={setText}
      />
      <p className={styles['found']} role="status">
        {sought !== '' && found.data !== undefined && others.length === 0 && say('move.dispatch.noOther')}
      </p>
    </>
  );
}
