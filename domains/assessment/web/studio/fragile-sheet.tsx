// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText, percentText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Fragile } from '../trial/tried.ts';
import type { FragileState } from '../trial/use-trial.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

type Props = Pick<FragileState, 'list' | 'part'> & { readonly onStart: () => void };

/** Which weights and thresholds are nearest to where a star, or a place in the first ten, changes hands. */
export function FragileSheet({ list, part, onStart }: Props): ReactNode {
  const say = useWords();
  return (
    <Sheet
      title={say('studio.fragile')}
      flush
      aside={
        <Button size="small" busy={part !== undefined} onClick={onStart}>
          {part === undefined ? say('studio.fragile.start') : say('studio.fragile.part', { part: percentText(part) })}
        </Button>
      }
    >
      {list === undefined ? (
        <p className={styles['quiet']}>{say('studio.fragile.why')}</p>
      ) : (
        <FragileTable list={list} />
      )}
    </Sheet>
  );
}

function FragileTable({ list }: { readonly list: readonly Fragile[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (list.length === 0) return <p className={styles['quiet']}>{say('studio.fragile.none')}</p>;
  const or = (value: number | null): string => (value === null ? '—' : numberText(value));
  const columns: Column<Fragile>[] = [
    { id: 'place', name: say('studio.fragile.place'), cell: ({ place }) => name(place) },
    { id: 'down', name: say('studio.fragile.down'), number: true, cell: ({ down }) => or(down) },
    { id: 'now', name: say('studio.fragile.now'), number: true, cell: ({ now }) => <b>{numberText(now)}</b> },
    { id: 'up', name: say('studio.fragile.up'), number: true, cell: ({ up }) => or(up) },
    { id: 'units', name: say('studio.fragile.units'), cell: ({ units }) => units.join(say('studio.comma')) },
  ];
  return <FactsTable label={say('studio.fragile')} columns={columns} rows={list} keyOf={({ place }) => place.zh} />;
}
