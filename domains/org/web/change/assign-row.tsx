// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from 'react';
import styles from './change.module.css';
import type { Place } from './draft.ts';

type Props = {
  readonly title: string;
  readonly aside?: string;
  readonly places: readonly Place[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One thing and where it goes. */
export function AssignRow({ title, aside, places, value, onChange }: Props): ReactNode {
  const id = useId();
  return (
    <li className={styles['assignRow']}>
      <label htmlFor={id}>
        {title}
        {aside !== undefined && <span>{aside}</span>}
      </label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {places.map((place) => (
          <option key={place.value} value={place.value}>
            {place.label}
          </option>
        ))}
      </select>
    </li>
  );
}
