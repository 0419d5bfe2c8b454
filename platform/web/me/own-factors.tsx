// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { ProblemError } from '../data/problem.ts';
import { request } from '../data/request.ts';
import { Enrol } from '../session/steps/enrol.tsx';
import { RecoveryCodes } from '../session/steps/recovery-codes.tsx';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { dateText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './me.module.css';
import { type Factor, type Factors, meQuery } from './me-query.ts';
import { Proof } from './proof.tsx';

const removed = z.object({ factor: z.string() });
const renewed = z.object({ codes: z.array(z.string()) });

const isStale = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'platform.stale';

/** The second factors of the own account. Whatever changes them may first ask for a fresh proof, and is then done. */
export function OwnFactors({ factors }: { readonly factors: Factors }): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [proving, setProving] = useState<(() => void) | undefined>(undefined);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: meQuery.queryKey });
  const asking = (again: () => void) => (error: unknown) => {
    if (isStale(error)) setProving(() => again);
  };
  const remove = useMutation({
    mutationFn: (factor: string) =>
      request('/api/account/factors/remove', { answer: removed, method: 'POST', body: { factor } }),
    onSuccess: refresh,
    onError: (error, factor) => asking(() => remove.mutate(factor))(error),
  });
  const renew = useMutation({
    mutationFn: () => request('/api/account/recovery', { answer: renewed, method: 'POST', body: {} }),
    onSuccess: refresh,
    onError: (error) => asking(() => renew.mutate())(error),
    gcTime: 0,
  });
  const told = remove.error ?? renew.error;
  return (
    <Sheet title={say('me.factors')} aside={factors.required ? say('me.factors.required') : undefined}>
      <ToldError error={isStale(told) ? null : told} doing={say('enrol.doing')} />
      {factors.list.length === 0 && <p>{say('me.factors.none')}</p>}
      <FactorList factors={factors.list} onRemove={(factor) => remove.mutate(factor)} />
      <p className={styles['choices']}>
        <Button onClick={() => setProving(() => () => setAdding(true))}>{say('enrol.title')}</Button>
        {factors.list.length > 0 && <Button onClick={() => renew.mutate()}>{say('me.recovery.renew')}</Button>}
        {factors.list.length > 0 && (
          <span className="bc-aux">{say('me.recovery.left', { count: factors.recoveryLeft })}</span>
        )}
      </p>
      {proving !== undefined && (
        <Proof
          onClose={() => setProving(undefined)}
          onProved={() => {
            setProving(undefined);
            proving();
          }}
        />
      )}
      {adding && (
        <Dialog title={say('enrol.title')} onClose={() => setAdding(false)}>
          <Enrol
            passkeys={factors.passkeys}
            onDone={() => {
              setAdding(false);
              void refresh();
            }}
          />
        </Dialog>
      )}
      {renew.data !== undefined && <Renewed codes={renew.data.codes} onDone={renew.reset} />}
    </Sheet>
  );
}

function Renewed(props: { readonly codes: readonly string[]; readonly onDone: () => void }): ReactNode {
  const say = useWords();
  return (
    <Dialog title={say('recovery.title')}>
      <RecoveryCodes {...props} />
    </Dialog>
  );
}

type ListProps = { readonly factors: readonly Factor[]; readonly onRemove: (factor: string) => void };

function FactorList({ factors, onRemove }: ListProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <ul className={styles['factors']}>
      {factors.map(({ id, kind, name, madeAt }) => (
        <li key={id}>
          <span>
            <b>{name}</b>{' '}
            <span className="bc-aux">
              {[
                say(`me.factors.kind.${kind}`),
                say('me.factors.made', { date: dateText(madeAt, language, true) }),
              ].join(' · ')}
            </span>
          </span>
          <Button size="small" onClick={() => onRemove(id)}>
            {say('me.factors.remove')}
            <span className="bc-hidden">{say('me.factors.remove.named', { name })}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
