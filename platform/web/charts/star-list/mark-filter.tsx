// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { STAR_STATES, type StarKind, type StarState } from '../../ui/star/star-shapes.ts';
import { useNames } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import type { StarUnit } from '../star-unit.ts';
import styles from './star-list.module.css';
import type { StarMark } from './star-rows.ts';

type Props = {
  readonly units: readonly StarUnit[];
  readonly stars: readonly StarKind[];
  readonly value: StarMark | undefined;
  readonly onChange: (mark: StarMark | undefined) => void;
};

/** Lets through the units of which one star stands so; each choice with its count. */
export function MarkFilter({ units, stars, value, onChange }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const countOf = (star: number, state: StarState): number =>
    units.filter(({ states }) => states[star] === state).length;
  return (
    <select
      className={styles['field']}
      aria-label={say('list.mark')}
      value={value === undefined ? '' : `${value.star} ${value.state}`}
      onChange={({ target }) => onChange(markOf(target.value))}
    >
      <option value="">{say('list.allMarks')}</option>
      {stars.map((star, at) => (
        <optgroup key={star.id} label={name(star.name)}>
          {STAR_STATES.filter((state) => countOf(at, state) > 0).map((state) => (
            <option key={state} value={`${at} ${state}`}>
              {say('list.markOption', { state: say(`star.state.${state}`), count: countOf(at, state) })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function markOf(value: string): StarMark | undefined {
  const [star = '', wanted] = value.split(' ');
  const state = STAR_STATES.find((known) => known === wanted);
  return state === undefined ? undefined : { star: Number(star), state };
}
