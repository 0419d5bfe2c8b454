// SPDX-License-Identifier: Apache-2.0
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { searchQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import type { Picked } from './draft.ts';

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly chosen: Picked | null;
  /** Units that cannot be chosen. */
  readonly without: readonly number[];
  /** Only units of these kinds; of any where it is left out. */
  readonly kinds?: readonly string[];
  readonly onChoose: (unit: Picked, kind: string) => void;
  readonly fault: string | undefined;
};

/** A unit, found by a part of its name, its sound or its initials. */
export function UnitChoice({ label, hint, chosen, without, kinds, onChoose, fault }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { data } = useQuery(searchQuery(sought));
  const found = (sought === '' ? [] : (data?.units ?? [])).filter(
    ({ id, kind }) => !without.includes(id) && kinds?.includes(kind) !== false,
  );
  return (
    <div>
      <TextField label={label} hint={hint} type="search" most={40} value={text} onChange={setText} fault={fault} />
      {chosen !== null && <p className={styles['chosen']}>{say('choice.chosen', { unit: chosen.name })}</p>}
      <p className={styles['none']} role="status">
        {sought !== '' && data !== undefined && found.length === 0 && say('search.none', { typed: sought })}
      </p>
      {found.length > 0 && (
        <ul className={styles['found']}>
          {found.map((unit) => (
            <li key={unit.id}>
              <button
                type="button"
                aria-pressed={unit.id === chosen?.id}
                onClick={() => {
                  onChoose({ id: unit.id, name: unit.name }, unit.kind);
                  setText('');
                }}
              >
                <b>{unit.name}</b>
                <span>{[name(unit.kindTitle), unit.above.slice(1).join(' › ')].filter(Boolean).join(say('dot'))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
