// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { uuidV7 } from '../data/uuid-v7.ts';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Note } from '../ui/tag/tag.tsx';
import { useWords } from '../words/words.ts';
import styles from './accounts.module.css';
import type { Account } from './accounts-query.ts';
import type { useSlips } from './use-slips.ts';

const done = z.object({ id: z.string() });

type Verb = 'end-sessions' | 'close' | 'reopen' | 'reset-factors';

function useVerb(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: Verb) =>
      request(`/api/accounts/${id}/${verb}`, { answer: done, method: 'POST', body: {}, key: uuidV7() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

type Props = { readonly account: Account; readonly slips: ReturnType<typeof useSlips> };

/** What an administrator does with an account; with the own one nothing but ending its sessions. */
export function AccountActions({ account, slips }: Props): ReactNode {
  const say = useWords();
  const [asking, setAsking] = useState<'close' | 'reset-factors' | undefined>(undefined);
  const act = useVerb(account.id);
  const own = account.own ? say('account.own') : undefined;
  const closed = account.state === 'closed';
  return (
    <Sheet title={say('account.slip')}>
      <div className={styles['actions']}>
        <div role="status">{act.isSuccess && <Note tone="ok">{say(`account.done.${act.variables}`)}</Note>}</div>
        <ToldError error={act.error ?? slips.error} doing={say('accounts.doing')} />
        <p className="bc-dense">{say('account.slip.why')}</p>
        <Button
          look="primary"
          busy={slips.isPending}
          because={own ?? (closed ? say('accounts.state.closed') : undefined)}
          onClick={() => slips.mutate([account.id])}
        >
          {say('account.slip')}
        </Button>
        <Button busy={act.isPending} onClick={() => act.mutate('end-sessions')}>
          {say('account.endSessions')}
        </Button>
        <Button because={own} onClick={() => setAsking('reset-factors')}>
          {say('account.resetFactors')}
        </Button>
        {closed ? (
          <Button busy={act.isPending} because={own} onClick={() => act.mutate('reopen')}>
            {say('account.reopen')}
          </Button>
        ) : (
          <Button look="danger" because={own} onClick={() => setAsking('close')}>
            {say('account.close')}
          </Button>
        )}
      </div>
      {asking !== undefined && (
        <Asked
          verb={asking}
          login={account.login}
          onDo={() => {
            setAsking(undefined);
            act.mutate(asking);
          }}
          onKeep={() => setAsking(undefined)}
        />
      )}
    </Sheet>
  );
}

type AskedProps = {
  readonly verb: 'close' | 'reset-factors';
  readonly login: string;
  readonly onDo: () => void;
  readonly onKeep: () => void;
};

/** What cannot be taken back is asked about once more, with what follows from it. */
function Asked({ verb, login, onDo, onKeep }: AskedProps): ReactNode {
  const say = useWords();
  const key = verb === 'close' ? 'account.close' : 'account.resetFactors';
  return (
    <Dialog title={say(key)} onClose={onKeep}>
      <p>{say(`${key}.ask`, { login })}</p>
      <p className={styles['choices']}>
        <Button look="danger" onClick={onDo}>
          {say(key)}
        </Button>
        <Button onClick={onKeep}>{say(`${key}.keep`)}</Button>
      </p>
    </Dialog>
  );
}
