// SPDX-License-Identifier: Apache-2.0
import { MOST_FILE_BYTES } from '@beichen/platform/file-limits.ts';
import type { ReactNode } from 'react';
import { kindOfProblem, ProblemError } from '../data/problem.ts';
import { Button } from '../ui/action/button.tsx';
import { bytesText } from '../words/format.ts';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './files.module.css';
import type { Upload, UploadState } from './use-uploads.ts';

type Props = {
  readonly one: Upload;
  readonly onAgain: (one: Upload) => void;
  readonly onDrop: (key: string) => void;
};

/** A file on its way: how far it has come or, in three sentences, why it has not arrived. */
export function UploadRow({ one, onAgain, onDrop }: Props): ReactNode {
  const say = useWords();
  const { key, file, state } = one;
  const isOn = state.is === 'waiting' || state.is === 'sending';
  return (
    <li className={styles['file']}>
      <div className={styles['words']}>
        <b className={styles['name']}>{file.name}</b>
        {state.is === 'waiting' && <span className="bc-aux">{say('files.waiting')}</span>}
        {state.is === 'sending' && <Sending name={file.name} share={state.share} />}
        {!isOn && (
          <p role="alert" className={styles['failed']}>
            <Why file={file} state={state} />
          </p>
        )}
      </div>
      <div className={styles['acts']}>
        {state.is === 'failed' && kindOfProblem(state.error) !== 'input' && (
          <Button size="small" onClick={() => onAgain(one)}>
            {say('failure.again')}
          </Button>
        )}
        <Button size="small" look="text" onClick={() => onDrop(key)}>
          {say(isOn ? 'files.stop' : 'files.drop')}
          <span className="bc-hidden">{file.name}</span>
        </Button>
      </div>
    </li>
  );
}

function Sending({ name, share }: { readonly name: string; readonly share: number }): ReactNode {
  const say = useWords();
  return (
    <>
      <progress aria-label={name} max={1} value={share} />
      <span className="bc-aux">
        {share < 1 ? say('files.sending', { share: Math.floor(share * 100) }) : say('files.checking')}
      </span>
    </>
  );
}

function Why({ file, state }: { readonly file: File; readonly state: UploadState }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (state.is === 'too-large')
    return say('files.tooLarge', { size: bytesText(file.size), most: bytesText(MOST_FILE_BYTES) });
  const error = state.is === 'failed' ? state.error : undefined;
  const told = error instanceof ProblemError ? error.problem.words : undefined;
  if (told === undefined) return say(kindOfProblem(error) === 'offline' ? 'files.offline' : 'files.failed');
  return [told.title, told.why, told.mend].map((words) => (
    <span key={words.en}>{say('sentence', { text: name(words) })}</span>
  ));
}
