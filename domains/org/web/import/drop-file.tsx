// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import clsx from 'clsx';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { MOST_FILE } from '../../model/sheets.ts';
import { useWords } from '../words.ts';
import styles from './import.module.css';

/** Where a file is dropped or chosen, and how to come by one. */
export function DropFile({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const say = useWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setTooLarge(file.size > MOST_FILE);
    if (file.size <= MOST_FILE) onFile(file);
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
          <span className={styles['dropWords']}>{say('import.drop')}</span>{' '}
          <label className={styles['choose']} htmlFor={id}>
            {say('import.choose')}
          </label>
        </p>
        <input
          id={id}
          className="bc-hidden"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => take(event.target.files?.[0])}
        />
        <p className="bc-aux">{say('import.kinds')}</p>
      </div>
      {tooLarge && (
        <div role="alert">
          <Note tone="bad">{say('import.tooLarge')}</Note>
        </div>
      )}
      <Sheet title={say('import.start')}>
        <ul className={styles['list']}>
          <li>{say('import.start.export')}</li>
          <li>{say('import.start.sheets')}</li>
          <li>{say('import.start.none')}</li>
          <li>{say('import.start.names')}</li>
        </ul>
      </Sheet>
    </div>
  );
}
