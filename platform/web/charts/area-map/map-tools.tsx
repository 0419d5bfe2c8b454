// SPDX-License-Identifier: Apache-2.0
import type { Map as Canvas } from 'maplibre-gl';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import styles from './area-map.module.css';

type Props = { readonly map: Canvas; readonly onFit: () => void; readonly hint: string };

/** Nearer, farther, all of it. */
export function MapTools({ map, onFit, hint }: Props): ReactNode {
  const say = useWords();
  const still = { animate: !matchMedia('(prefers-reduced-motion: reduce)').matches };
  const tools = [
    { sign: '+', name: say('map.nearer'), does: () => map.zoomIn(still) },
    { sign: '−', name: say('map.farther'), does: () => map.zoomOut(still) },
    { sign: '⤢', name: say('map.whole'), does: onFit },
  ];
  return (
    <div className={styles['tools']}>
      {tools.map(({ sign, name, does }) => (
        <button key={sign} type="button" aria-label={name} title={name} onClick={does}>
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
      <span className="bc-hidden">{hint}</span>
    </div>
  );
}
