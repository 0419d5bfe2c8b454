// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { mapHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { BAND_FILLS, type Below, bandOf } from './areas.ts';
import type { Colouring } from './colouring.tsx';
import styles from './map.module.css';

type Props = {
  readonly below: readonly Below[];
  readonly on: string | undefined;
  readonly colouring: Colouring;
  readonly shown: string | undefined;
  readonly onPoint: (id: string | undefined) => void;
};

/** The same units as the map, in words: what is pointed at here is shown there, and the other way round. */
export function UnitList({ below, ...props }: Props): ReactNode {
  const say = useWords();
  if (below.length === 0)
    return (
      <Sheet title={say('map.list')}>
        <p className="bc-aux">{say('map.list.none')}</p>
      </Sheet>
    );
  return (
    <Sheet title={say('map.list')} aside={say('map.list.count', { count: numberText(below.length) })} flush>
      <ul className={styles['list']}>
        {below.map((one) => (
          <Row key={one.unit.id} one={one} {...props} />
        ))}
      </ul>
    </Sheet>
  );
}

function Row({ one, on, colouring, shown, onPoint }: Omit<Props, 'below'> & { readonly one: Below }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { unit, boundary } = one;
  const id = String(unit.id);
  const { tallies, noteOf } = colouring;
  const tally = tallies === undefined ? undefined : (tallies.get(unit.id) ?? { all: 0, lacking: 0 });
  return (
    <li className={clsx(shown === id && styles['pointed'])} data-pointed={shown === id || undefined}>
      <a
        href={mapHref(unit.id, on)}
        onPointerEnter={() => onPoint(id)}
        onPointerLeave={() => onPoint(undefined)}
        onFocus={() => onPoint(id)}
        onBlur={() => onPoint(undefined)}
      >
        {tally !== undefined && (
          <span
            className={styles['swatch']}
            style={{ background: `var(--bc-${BAND_FILLS[bandOf(tally)]})` }}
            aria-hidden="true"
          />
        )}
        <b>{unit.name}</b>
        <span className={styles['kind']}>{name(unit.kindTitle)}</span>
        {tally !== undefined && <span className={styles['note']}>{noteOf(tally)}</span>}
        {boundary === null && <Tag tone="mute">{say('map.unbounded')}</Tag>}
      </a>
    </li>
  );
}
