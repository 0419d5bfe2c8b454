// SPDX-License-Identifier: Apache-2.0
import type { StarUnit } from '@beichen/platform-web/charts/star-unit.ts';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { changeText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import { usePeriodName } from '../head/period-chooser.tsx';
import { movedOf } from '../shape/counts.ts';
import { useWords } from '../words.ts';
import styles from './home.module.css';

type Props = {
  readonly units: readonly StarUnit[];
  readonly previous: string | null;
  readonly hrefOf: (unit: string) => string;
};

/** Who came in and who went out since the period before, by place. */
export function MovedUnits({ units, previous, hrefOf }: Props): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const moved = movedOf(units);
  if (moved === undefined || previous === null) return <p className="bc-aux">{say('moved.nothingBefore')}</p>;
  const all = [...moved.up, ...moved.down];
  return (
    <Sheet title={say('moved.title')} aside={say('moved.since', { period: named(previous) })} flush>
      {all.length === 0 ? (
        <p className={styles['quiet']}>{say('moved.none')}</p>
      ) : (
        <ul className={styles['moved']}>
          {all.map(({ id, name, street, stars, before }) => (
            <li key={id}>
              <a href={hrefOf(id)}>{name}</a>
              <span className="bc-aux">{street.name}</span>
              <Tag tone={stars > (before ?? stars) ? 'ok' : 'wait'}>
                {say('moved.stars', { change: changeText(stars - (before ?? stars)) })}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
