// SPDX-License-Identifier: Apache-2.0
import { FILE_ENDINGS, MOST_FILE_BYTES } from '@beichen/platform/file-limits.ts';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { bytesText } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import styles from './files.module.css';
import { filesQuery, type Holder } from './files-query.ts';
import { KeptFileRow } from './kept-file-row.tsx';
import { UploadRow } from './upload-row.tsx';
import { useDropped } from './use-dropped.ts';
import { useUploads } from './use-uploads.ts';

type Props = {
  readonly holder: Holder;
  /** By the server's word: whether this reader may add files and take them away. */
  readonly mayAttach: boolean;
};

/** The files of a record: what is there and, for whoever may, more of them. */
export function RecordFiles({ holder, mayAttach }: Props): ReactNode {
  const say = useWords();
  const { data, error, isPending, refetch } = useQuery(filesQuery(holder));
  const count = data?.files.length ?? 0;
  return (
    <Sheet title={say('files.title')} aside={count > 0 && say('files.count', { count })}>
      {isPending && <Skeleton lines={2}>{say('files.loading')}</Skeleton>}
      {error !== null && data === undefined && (
        <Failure error={error} doing={say('files.doing')} onAgain={() => void refetch()} />
      )}
      {data !== undefined && count === 0 && <p>{say('files.none')}</p>}
      {data !== undefined && count > 0 && (
        <ul className={styles['files']}>
          {data.files.map((file) => (
            <KeptFileRow key={file.id} holder={holder} file={file} mayRemove={mayAttach} />
          ))}
        </ul>
      )}
      {mayAttach && data !== undefined && <AddFiles holder={holder} />}
    </Sheet>
  );
}

function AddFiles({ holder }: { readonly holder: Holder }): ReactNode {
  const say = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const uploads = useUploads(holder);
  const isOver = useDropped(uploads.add);
  const onChosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    uploads.add(currentTarget.files ?? []);
    // So that the same file can be chosen again.
    currentTarget.value = '';
  };
  return (
    <div className={clsx(styles['add'], isOver && styles['over'])}>
      <ul className={styles['files']}>
        {uploads.all.map((one) => (
          <UploadRow key={one.key} one={one} onAgain={uploads.again} onDrop={uploads.drop} />
        ))}
      </ul>
      <div className={styles['buttons']}>
        <Button onClick={() => chooser.current?.click()}>{say('files.add')}</Button>
        <span className={styles['camera']}>
          <Button onClick={() => camera.current?.click()}>{say('files.photo')}</Button>
        </span>
        <input ref={chooser} type="file" multiple accept={FILE_ENDINGS} hidden onChange={onChosen} />
        <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={onChosen} />
      </div>
      <p className="bc-aux">{say('files.hint', { most: bytesText(MOST_FILE_BYTES) })}</p>
      <p role="status" className="bc-aux">
        {uploads.added !== null && say('files.added', { name: uploads.added })}
      </p>
    </div>
  );
}
