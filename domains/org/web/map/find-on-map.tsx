// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type ReactNode, useState } from 'react';
import { mapHref } from '../data/addresses.ts';
import { UnitSearch } from '../search/unit-search.tsx';
import { useWords } from '../words.ts';
import styles from './map.module.css';

/** A unit that is found opens on the map. */
export function FindOnMap(): ReactNode {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  return (
    <div className={styles['find']}>
      <Button onClick={() => setOpen(!open)}>{say(open ? 'map.find.close' : 'map.find')}</Button>
      {open && <UnitSearch typed={typed} onType={setTyped} hrefOf={mapHref} />}
    </div>
  );
}
