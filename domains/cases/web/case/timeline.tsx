// SPDX-License-Identifier: Apache-2.0
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ActionRow } from '../../model/views.ts';
import { answerWords, outcomeWords } from '../../model/words.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';

/** What was done, the newest first; nothing in it is ever changed. */
export function Timeline({ actions }: { readonly actions: readonly ActionRow[] }): ReactNode {
  return (
    <ol className={styles['timeline']}>
      {actions.map((action) => (
        <Entry key={action.n} action={action} />
      ))}
    </ol>
  );
}

function Entry({ action }: { readonly action: ActionRow }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { move, by, recordedAt, occurredAt, note, handler, lastDay, outcome, answer } = action;
  const who = by.unit?.name ?? say(move === 'redate' ? 'timeline.system' : 'timeline.reporter');
  const said = [
    handler === null ? undefined : say('timeline.to', { name: handler.name }),
    lastDay === null ? undefined : say('timeline.redated', { date: dateText(lastDay, language) }),
    outcome === null ? undefined : name(outcomeWords[outcome]),
    answer === null ? undefined : name(answerWords[answer]),
  ].filter((part) => part !== undefined);
  return (
    <li>
      <div className={styles['entry']}>
        <b>{[who, say(`move.${move}`)].join(say('dot'))}</b>
        {by.self && <span className="bc-aux">{say('timeline.self')}</span>}
        <time className="bc-aux" dateTime={recordedAt}>
          {momentText(recordedAt, language)}
        </time>
      </div>
      {said.length > 0 && <p>{said.join(say('comma'))}</p>}
      {note !== null && <p className={styles['quoted']}>{note}</p>}
      {occurredAt !== null && (
        <p className="bc-aux">{say('timeline.claimed', { time: momentText(occurredAt, language) })}</p>
      )}
    </li>
  );
}
