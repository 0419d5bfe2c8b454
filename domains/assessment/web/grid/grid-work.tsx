// SPDX-License-Identifier: Apache-2.0
import { ButtonLink, Chip } from '@beichen/platform-web/ui/action/button.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { type ReactNode, useState } from 'react';
import type { Grid } from '../../model/review.ts';
import { reviewHref } from '../review/review-queries.ts';
import { useWords } from '../words.ts';
import { FactPanel } from './fact-panel.tsx';
import styles from './grid.module.css';
import { GridTable } from './grid-table.tsx';
import { type Chosen, isWaiting, marksOf, type Shown, shownUnits } from './marks.ts';
import { PassBar } from './pass-bar.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { usePaper, usePrinting } from './use-printing.ts';

const SHOWN: readonly Shown[] = ['turn', 'marked', 'all'];

/** The grid with its selection, and the fact that is looked at beside it. */
export function GridWork({ grid }: { readonly grid: Grid }): ReactNode {
  const say = useWords();
  usePaper(styles['across']);
  const [shown, setShown] = useState<Shown>(grid.units.some(isWaiting) ? 'turn' : 'all');
  const [chosen, setChosen] = useState<Chosen>();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const marks = marksOf(grid.judgements);
  // A sheet on paper is signed with its digest, which is of all its units, whatever was looked at.
  const rows = shownUnits(grid, usePrinting() ? 'all' : shown, marks);
  const unit = grid.units.find(({ id }) => id === chosen?.unit);
  const waiting = grid.units.filter(isWaiting).map(({ id }) => id);
  const keys = useGridKeys({ rows, chosen, onChoose: setChosen });
  return (
    <>
      <div className={styles['bar']}>
        <span className={styles['chips']}>
          {SHOWN.map((one) => (
            <Chip key={one} on={shown === one} onClick={() => setShown(one)}>
              {say(`grid.shown.${one}`, { count: numberText(shownUnits(grid, one, marks).length) })}
            </Chip>
          ))}
        </span>
        <label className={styles['keys']}>
          <input type="checkbox" checked={keys.on} onChange={keys.turn} />
          {say('grid.keys')}
        </label>
      </div>
      <PassBar
        grid={grid}
        ticked={[...ticked].filter((id) => waiting.includes(id))}
        onDone={() => setTicked(new Set())}
      />
      <div className={styles['lay']}>
        {rows.length === 0 ? (
          <Nothing shown={shown} review={grid.review.id} />
        ) : (
          <GridTable
            grid={grid}
            rows={rows}
            marks={marks}
            chosen={chosen}
            onChoose={setChosen}
            ticked={ticked}
            onTick={setTicked}
          />
        )}
        {unit !== undefined && chosen !== undefined && (
          <FactPanel
            key={`${chosen.unit} ${chosen.item}`}
            grid={grid}
            unit={unit}
            item={chosen.item}
            marks={marks(unit.id, grid.items[chosen.item]?.measure?.id ?? null)}
            onClose={() => setChosen(undefined)}
          />
        )}
      </div>
    </>
  );
}

/** No unit is shown as the reader chose; the review says where something is left. */
function Nothing({ shown, review }: { readonly shown: Shown; readonly review: string }): ReactNode {
  const say = useWords();
  return (
    <div className={styles['none']}>
      <Empty
        title={say(`grid.empty.${shown}`)}
        actions={<ButtonLink href={reviewHref(review)}>{say('grid.toReview')}</ButtonLink>}
        filtered
      />
    </div>
  );
}
