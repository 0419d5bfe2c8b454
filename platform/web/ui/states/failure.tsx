// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { kindOfProblem, ProblemError, type ProblemKind } from '../../data/problem.ts';
import { useNames, type Words } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import { Button } from '../action/button.tsx';
import type { IconName } from '../icon/icon.tsx';
import { Sealed } from './empty.tsx';
import styles from './states.module.css';

const icons: Readonly<Record<ProblemKind, IconName>> = {
  offline: 'offline',
  system: 'warning',
  input: 'warning',
  right: 'lock',
  absent: 'search',
  late: 'clock',
  conflict: 'warning',
};

type Props = {
  readonly error: unknown;
  /** What was to be done: “保存” / save, “取得事项” / fetch the cases. */
  readonly doing: string;
  readonly onAgain?: () => void;
  readonly actions?: ReactNode;
};

/** What did not succeed, why, and what to do: three sentences. A fault of the system is owned by the system. */
export function Failure({ error, doing, onAgain, actions }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const kind = kindOfProblem(error);
  const told = error instanceof ProblemError ? error.problem : undefined;
  const sentence = (words: Words): string => say('sentence', { text: name(words) });
  const why = told?.words === undefined ? say(`failure.${kind}.why`) : sentence(told.words.why);
  const mend = told?.words === undefined ? say(`failure.${kind}.mend`) : sentence(told.words.mend);
  return (
    <div role="alert">
      <Sealed
        icon={icons[kind]}
        title={say(`failure.${kind}.what`, { doing })}
        actions={
          <>
            {onAgain !== undefined && (
              // Beside other ways out it is as large as they are.
              <Button
                {...(actions === undefined ? { size: 'small' } : {})}
                look={kind === 'system' ? 'primary' : 'plain'}
                onClick={onAgain}
              >
                {say('failure.again')}
              </Button>
            )}
            {actions}
          </>
        }
      >
        {say('sentence.two', { first: why, second: mend })}
        {kind === 'system' && told !== undefined && (
          <span className={styles['code']}>{say('failure.code', { code: told.request ?? told.code })}</span>
        )}
      </Sealed>
      {told !== undefined && told.faults.length > 0 && (
        <ul className={styles['faults']}>
          {told.faults.map(({ path, what, mend }) => (
            <li key={path + what.zh}>
              <b>{name(what)}</b>
              <br />
              {name(mend)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
