// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import type { BookConflict, BookPreview } from '../../model/fact-book.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { useFigureText } from './entry-row.tsx';
import styles from './facts.module.css';

type Props = {
  readonly preview: BookPreview;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (over: readonly string[]) => void;
};

/** What the file would hand in, what somebody entered meanwhile beside it, and the one button. */
export function BookPreviewSheet({ preview, busy, error, onSend }: Props): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const [over, setOver] = useState<readonly string[]>([]);
  const { hands, conflicts, same, empty } = preview;
  const count = hands.length + over.length;
  const toggle = (key: string): void =>
    setOver(over.includes(key) ? over.filter((one) => one !== key) : [...over, key]);
  return (
    <>
      {conflicts.map((conflict) => (
        <Conflicting
          key={conflict.form}
          conflict={conflict}
          isOver={over.includes(keyOf(conflict))}
          onToggle={() => toggle(keyOf(conflict))}
        />
      ))}
      <Sheet title={say('book.preview')}>
        <div className={styles['stack']}>
          {hands.length > 0 ? (
            <ul className={styles['bullets']}>
              {hands.map(({ form, name, period, figures }) => (
                <li key={form}>{say('book.hands', { unit: name, period: named(period), count: figures })}</li>
              ))}
            </ul>
          ) : (
            conflicts.length === 0 && <Empty title={say('book.nothing')}>{say('book.nothing.why')}</Empty>
          )}
          <p className="bc-aux">{say('book.rest', { same, empty })}</p>
          {error !== null && <Failure error={error} doing={say('book.doing')} />}
          <p>
            <Button
              look="primary"
              busy={busy}
              because={count === 0 ? say('book.nothing.why') : undefined}
              onClick={() => onSend(over)}
            >
              {say('book.send', { count })}
            </Button>
          </p>
        </div>
      </Sheet>
    </>
  );
}

const keyOf = ({ form, version }: BookConflict): string => `${form}:${version}`;

type Figure = BookConflict['figures'][number];

type ConflictProps = { readonly conflict: BookConflict; readonly isOver: boolean; readonly onToggle: () => void };

/** A form that somebody changed since the export: both figures, and who reads decides. Left as it is unless they say so. */
function Conflicting({ conflict, isOver, onToggle }: ConflictProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const text = useFigureText();
  const shown = (figure: Figure['theirs'], unit: Figure['unit']): string =>
    figure === null ? '—' : figure.none ? say('form.none') : text(figure, unit);
  const columns: Column<Figure>[] = [
    { id: 'title', name: say('book.figure'), cell: ({ title }) => name(title) },
    { id: 'theirs', name: say('book.theirs'), cell: ({ theirs, unit }) => shown(theirs, unit) },
    { id: 'yours', name: say('book.yours'), cell: ({ yours, unit }) => shown(yours, unit) },
  ];
  const title = say('book.conflict', { unit: conflict.name, period: named(conflict.period) });
  return (
    <Sheet title={title} flush>
      <FactsTable label={title} columns={columns} rows={conflict.figures} keyOf={(one) => name(one.title)} />
      <div className={styles['foot']}>
        <label className={styles['none']}>
          <input type="checkbox" checked={isOver} onChange={onToggle} /> {say('book.over', { unit: conflict.name })}
        </label>
      </div>
    </Sheet>
  );
}
