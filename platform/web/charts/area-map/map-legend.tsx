// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { Colour } from '../../ui/tokens.ts';
import styles from './area-map.module.css';

type Entry = { readonly fill: Colour; readonly label: string };

type Props = { readonly label: string; readonly entries: readonly Entry[] };

/** What the colours say, in words; the same words stand at the areas. */
export function MapLegend({ label, entries }: Props): ReactNode {
  return (
    <ul className={styles['legend']} aria-label={label}>
      {entries.map(({ fill, label: text }) => (
        <li key={text}>
          <span className={styles['swatch']} style={{ background: `var(--bc-${fill})` }} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
