// SPDX-License-Identifier: Apache-2.0
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { DraftFault } from '../../model/drafts.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

type Props = {
  readonly faults: readonly DraftFault[];
  /** `undefined` until the check was asked for. */
  readonly warnings: readonly DraftFault[] | undefined;
  readonly onGo: (fault: DraftFault) => void;
};

/** All that is wrong with the text, each at its place; and, once asked, what a careful office would ask. */
export function CheckSheet({ faults, warnings, onGo }: Props): ReactNode {
  const say = useWords();
  return (
    <div className={styles['checks']} aria-live="polite">
      {faults.length === 0 && (
        <p>
          <Tag tone="ok">{say('studio.check.fine')}</Tag> {say('studio.check.fineWhy')}
        </p>
      )}
      <Faults list={faults} tone="bad" onGo={onGo} />
      {faults.length === 0 && warnings?.length === 0 && <p className="bc-aux">{say('studio.check.noWarnings')}</p>}
      <Faults list={warnings ?? []} tone="wait" onGo={onGo} />
    </div>
  );
}

function Faults({
  list,
  tone,
  onGo,
}: {
  readonly list: readonly DraftFault[];
  readonly tone: 'bad' | 'wait';
  readonly onGo: Props['onGo'];
}): ReactNode {
  const say = useWords();
  const name = useNames();
  if (list.length === 0) return null;
  return (
    <ul>
      {list.map((fault) => (
        <li key={`${fault.line}:${fault.column} ${fault.code}`}>
          <Tag tone={tone}>{say(tone === 'bad' ? 'studio.check.fault' : 'studio.check.warning')}</Tag>
          {fault.line !== null && (
            <button type="button" className={styles['place']} onClick={() => onGo(fault)}>
              {say('studio.check.place', { line: fault.line, column: fault.column ?? 1 })}
            </button>
          )}
          <span>{say('studio.check.said', { what: name(fault.what), mend: name(fault.mend) })}</span>
        </li>
      ))}
    </ul>
  );
}
