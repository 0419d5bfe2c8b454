// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { Fragment, type ReactNode } from 'react';
import { useNames } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import styles from './star-badge.module.css';
import { StarGlyph } from './star-badge.tsx';
import type { StarKind, StarState } from './star-shapes.ts';

type Props = {
  readonly stars: readonly StarKind[];
  /** In the order of the stars. */
  readonly states: readonly StarState[];
  readonly size?: number;
};

/** The stars of a unit in their fixed order; two neighbours are linked where both are won. */
export function StarString({ stars, states, size = 16 }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const told = stars.map((star, at) =>
    say('star.named', { star: name(star.name), state: say(`star.state.${states[at] ?? 'incomplete'}`) }),
  );
  return (
    <span className={styles['string']} role="img" aria-label={told.join(say('list.comma'))}>
      {stars.map((star, at) => (
        <Fragment key={star.id}>
          {at > 0 && (
            <i className={clsx(styles['link'], states[at] === 'won' && states[at - 1] === 'won' && styles['linked'])} />
          )}
          <StarGlyph star={star} place={at} state={states[at] ?? 'incomplete'} size={size} />
        </Fragment>
      ))}
    </span>
  );
}
