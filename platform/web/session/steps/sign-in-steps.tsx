// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words/words.ts';
import { type Stage, wayQuery } from '../enter.ts';
import styles from '../sign-in.module.css';
import { SignInForm } from '../sign-in-form.tsx';
import { ChoosePassword } from './choose-password.tsx';
import { Enrol } from './enrol.tsx';
import { FactorForm } from './factor-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { SlipForm } from './slip-form.tsx';

type Props = {
  /** How far this browser has come already. */
  readonly from?: Stage | undefined;
  /** The heading of the first step, and what stands under it. */
  readonly door: ReactNode;
  readonly headingId?: string;
  readonly onEntered: () => Promise<void>;
};

/** The way in, a step at a time: account and password or slip, then what else is wanted. */
export function SignInSteps({ from, door, headingId, onEntered }: Props): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  const [reached, setReached] = useState<Stage | undefined>(undefined);
  const [bySlip, setBySlip] = useState(false);
  const onStage = async (stage: Stage): Promise<void> => {
    if (stage === 'open') return await onEntered();
    setReached(stage);
    await queries.invalidateQueries({ queryKey: wayQuery.queryKey });
  };
  const stage = reached ?? from;
  if (stage === 'password')
    return (
      <>
        <h1 id={headingId}>{say('choose.title')}</h1>
        <p className={styles['lead']}>{say('choose.lead')}</p>
        <ChoosePassword onStage={onStage} />
      </>
    );
  if (stage === 'factor')
    return (
      <>
        <h1 id={headingId}>{say('factor.title')}</h1>
        <p className={styles['lead']}>{say('factor.lead')}</p>
        <FactorForm onStage={onStage} />
      </>
    );
  if (stage === 'enrol')
    return (
      <>
        <h1 id={headingId}>{say('enrol.title')}</h1>
        <p className={styles['lead']}>{say('enrol.lead')}</p>
        <Enrol passkeys onDone={() => void onEntered()} />
      </>
    );
  return (
    <>
      {door}
      {bySlip ? <SlipForm onStage={onStage} /> : <SignInForm onStage={onStage} />}
      <div className={styles['otherWay']}>
        <PasskeyButton onStage={onStage} />
        <button type="button" onClick={() => setBySlip(!bySlip)}>
          {say(bySlip ? 'signIn.byPassword' : 'signIn.bySlip')}
        </button>
        <span className="bc-aux">{say('signIn.lost')}</span>
      </div>
    </>
  );
}
