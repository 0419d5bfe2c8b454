// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { StarKind } from '../../ui/star/star-shapes.ts';
import { StarString } from '../../ui/star/star-string.tsx';
import { useNames } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import { placeText, type StarUnit } from '../star-unit.ts';
import styles from './star-chart.module.css';

type Props = {
  readonly unit: StarUnit | undefined;
  readonly stars: readonly StarKind[];
  readonly county: string | undefined;
  readonly hrefOf: (unit: StarUnit) => string;
  /** Below what it belongs to, not over it; without a hint while nothing is pointed at. */
  readonly below?: boolean;
};

/** What the pointer or the focus is at; always at the same spot, so that it hides nothing of the sky. */
export function UnitCard({ unit, stars, county, hrefOf, below = false }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  if (unit === undefined)
    return below ? null : (
      <div className={styles['foot']}>
        <p className={`bc-aux ${styles['hint']}`}>{say('chart.hint')}</p>
      </div>
    );
  return (
    <div className={below ? undefined : styles['foot']}>
      <div className={styles['card']}>
        <div className={styles['cardLine']}>
          <b>{unit.name}</b>
          <span className="bc-aux">{placeText(county, unit.street.name)}</span>
        </div>
        <div className={styles['cardLine']}>
          <StarString stars={stars} states={unit.states} size={18} />
          <span className={styles['serif']}>{unit.grade === null ? say('grade.unsettled') : name(unit.grade)}</span>
        </div>
        <div>
          {unit.note !== undefined && <>{name(unit.note)} </>}
          <a href={hrefOf(unit)}>{say('chart.why')}</a>
        </div>
      </div>
    </div>
  );
}
