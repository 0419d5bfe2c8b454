// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import { Button } from '../action/button.tsx';
import styles from './states.module.css';

export type Version = { readonly name: string; readonly yours: string; readonly theirs: string };

type Props = {
  /** Who saved meanwhile and when, as a sentence. */
  readonly since: string;
  readonly versions: readonly Version[];
  readonly onKeepTheirs: () => void;
  readonly onSendYours: () => void;
};

/** Two people changed the same record: both versions side by side, and nothing is lost before somebody chooses. */
export function Conflict({ since, versions, onKeepTheirs, onSendYours }: Props): ReactNode {
  const say = useWords();
  return (
    <div role="alert">
      <b className={styles['title']}>{say('conflict.what')}</b>
      <p>{since}</p>
      <table className={styles['versions']}>
        <thead>
          <tr>
            <th scope="col">{say('conflict.field')}</th>
            <th scope="col">{say('conflict.yours')}</th>
            <th scope="col">{say('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ name, yours, theirs }) => (
            <tr key={name} className={clsx(yours !== theirs && styles['differs'])}>
              <th scope="row">
                {name}
                {yours !== theirs && <span className="bc-hidden">{say('conflict.differs')}</span>}
              </th>
              <td>{yours}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['actions']}>
        <Button onClick={onKeepTheirs}>{say('conflict.keepTheirs')}</Button>
        <Button look="primary" onClick={onSendYours}>
          {say('conflict.sendYours')}
        </Button>
      </div>
    </div>
  );
}
