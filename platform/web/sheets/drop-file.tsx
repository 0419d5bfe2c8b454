// SPDX-License-Identifier: Apache-2.0
import { MOST_SHEET_FILE } from '@beichen/engines/sheets/sheet-fault.ts';
import clsx from 'clsx';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { Note } from '../ui/tag/tag.tsx';
import styles from './sheets.module.css';
import { useSheetWords } from './words.ts';

/** Where a workbook is dropped or chosen. */
export function DropFile({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const say = useSheetWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setTooLarge(file.size > MOST_SHEET_FILE);
    if (file.size <= MOST_SHEET_FILE) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles['stack']}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the first, for every device */}
      <div
        className={clsx(styles['drop'], over && styles['over'])}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>
          <span className={styles['dropWords']}>{say('sheets.drop')}</span>{' '}
          <label className={styles['choose']} htmlFor={id}>
            {say('sheets.choose')}
          </label>
        </p>
        <input
          id={id}
          className="bc-hidden"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => take(event.target.files?.[0])}
        />
        <p className="bc-aux">{say('sheets.kinds')}</p>
      </div>
      {tooLarge && (
        <div role="alert">
          <Note tone="bad">{say('sheets.tooLarge')}</Note>
        </div>
      )}
    </div>
  );
}
