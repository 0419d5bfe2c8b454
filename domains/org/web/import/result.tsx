// SPDX-License-Identifier: Apache-2.0
import { SlipSheets } from '@beichen/platform-web/accounts/slip-sheets.tsx';
import { useSlips } from '@beichen/platform-web/accounts/use-slips.ts';
import { useMay, useSession } from '@beichen/platform-web/session/session.ts';
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { importState } from '../../model/sheets.ts';
import { CHANGES_HREF } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './import.module.css';

type State = z.infer<typeof importState>;
type Slips = ReturnType<typeof useSlips>;

/** The accounts wait for their first passwords: slips for whoever may give them, else who does. */
function Waiting({ accounts, slips }: { readonly accounts: State['accounts']; readonly slips: Slips }): ReactNode {
  const say = useWords();
  const { permissions } = useSession();
  const count = accounts.length;
  if (count === 0) return null;
  const mayGive = permissions.includes('platform.accounts');
  return (
    <Sheet title={say('import.slips')}>
      <div className={styles['stack']}>
        <p>{say(mayGive ? 'import.slips.lead' : 'import.slips.others', { count })}</p>
        {slips.error !== null && <Failure error={slips.error} doing={say('import.slips.doing')} />}
        {mayGive && (
          <p>
            <Button look="primary" busy={slips.isPending} onClick={() => slips.mutate(accounts.map(({ id }) => id))}>
              {say('import.slips.give', { count })}
            </Button>
          </p>
        )}
      </div>
    </Sheet>
  );
}

/** What became of an import. */
export function Result({ state, onNext }: { readonly state: State; readonly onNext: () => void }): ReactNode {
  const say = useWords();
  const name = useNames();
  const mayChange = useMay()('org.change');
  const slips = useSlips();
  if (slips.data !== undefined) return <SlipSheets slips={slips.data} onDone={slips.reset} />;
  const isDone = state.state === 'done';
  const facts = state.does.map(({ what, count }) => ({ name: say(`import.does.${what}`), value: numberText(count) }));
  return (
    <div className={styles['stack']}>
      <div role="status">
        <Note tone={isDone ? 'ok' : 'bad'}>
          <b>{say(isDone ? 'import.done' : 'import.refused')}</b>
          <p>{say(isDone ? 'import.done.lead' : 'import.refused.lead')}</p>
          {state.faults.length > 0 && (
            <ul className={styles['list']}>
              {state.faults.map(({ what, mend }) => (
                <li key={what.zh}>{`${name(what)}${say('stop')}${name(mend)}`}</li>
              ))}
            </ul>
          )}
        </Note>
      </div>
      {isDone && (
        <Sheet title={say('import.result')}>
          <FactsList facts={facts} />
        </Sheet>
      )}
      <Waiting accounts={state.accounts} slips={slips} />
      <p className={styles['buttons']}>
        <Button onClick={onNext}>{say('import.next')}</Button>
        {mayChange && <ButtonLink href={CHANGES_HREF}>{say('import.toChanges')}</ButtonLink>}
      </p>
    </div>
  );
}
