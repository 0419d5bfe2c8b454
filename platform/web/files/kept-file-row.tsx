// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useCommand } from '../data/use-command.ts';
import { Button } from '../ui/action/button.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { bytesText, momentText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './files.module.css';
import { addressOf, type Holder, type KeptFile } from './files-query.ts';

type Props = { readonly holder: Holder; readonly file: KeptFile; readonly mayRemove: boolean };

const answer = z.object({ id: z.string() });

/** A file that is there: what it looks like, its name to get it by, how large it is and since when. */
export function KeptFileRow({ holder, file, mayRemove }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { id, name, media, bytes, addedAt } = file;
  const href = `${addressOf(holder)}/${id}`;
  return (
    <li className={styles['file']}>
      <span className={styles['picture']} aria-hidden="true">
        {media.startsWith('image/') ? <img src={href} alt="" loading="lazy" /> : endingOf(name)}
      </span>
      <div className={styles['words']}>
        <a className={styles['name']} href={href} download={name}>
          {name}
        </a>
        <span className="bc-aux">
          {say('files.facts', { size: bytesText(bytes), time: momentText(addedAt, language) })}
        </span>
      </div>
      {mayRemove && <Remove name={name} path={`${href}/remove`} />}
    </li>
  );
}

const endingOf = (name: string): string => (name.split('.').at(-1) ?? '').toUpperCase();

function Remove({ name, path }: { readonly name: string; readonly path: string }): ReactNode {
  const say = useWords();
  const [isAsked, setAsked] = useState(false);
  const removing = useCommand<object, typeof answer>({ path, answer, touches: ['files'] });
  return (
    <div className={styles['acts']}>
      {isAsked ? (
        <>
          <Button size="small" look="danger" busy={removing.busy} onClick={() => removing.run({})}>
            {say('files.remove.sure')}
            <span className="bc-hidden">{name}</span>
          </Button>
          <Button size="small" onClick={() => setAsked(false)}>
            {say('files.remove.not')}
          </Button>
        </>
      ) : (
        <Button size="small" look="text" onClick={() => setAsked(true)}>
          {say('files.remove')}
          <span className="bc-hidden">{name}</span>
        </Button>
      )}
      {removing.error !== null && <Failure error={removing.error} doing={say('files.remove.doing')} />}
    </div>
  );
}
