// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { useWords } from '../../words/words.ts';
import styles from './enrol.module.css';
import { type Added, addPasskey, hasPasskeys } from './passkey.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ToldError } from './told-error.tsx';

/** With what draws the code: it comes when it is asked for. */
const EnrolTotp = lazy(async () => ({ default: (await import('./enrol-totp.tsx')).EnrolTotp }));

type Props = { readonly passkeys: boolean; readonly onDone: () => void };

/** Sets up a factor, the holder's choice of two kinds; the first one brings recovery codes. */
export function Enrol({ passkeys, onDone }: Props): ReactNode {
  const say = useWords();
  const [codes, setCodes] = useState<readonly string[] | undefined>(undefined);
  const [byApp, setByApp] = useState(false);
  const onAdded = (added: Added): void => {
    if (added.codes === undefined) onDone();
    else setCodes(added.codes);
  };
  const adding = useMutation({ mutationFn: () => addPasskey(say('enrol.name.passkey')), onSuccess: onAdded });
  if (codes !== undefined) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (byApp)
    return (
      <Suspense fallback={null}>
        <EnrolTotp onAdded={onAdded} />
      </Suspense>
    );
  return (
    <div className={styles['ways']}>
      <ToldError error={adding.error} doing={say('enrol.doing')} />
      {passkeys && hasPasskeys() && (
        <section>
          <h2>{say('enrol.passkey')}</h2>
          <p>{say('enrol.passkey.why')}</p>
          <Button look="primary" busy={adding.isPending} onClick={() => adding.mutate()}>
            {say('enrol.passkey.go')}
          </Button>
        </section>
      )}
      <section>
        <h2>{say('enrol.totp')}</h2>
        <p>{say('enrol.totp.why')}</p>
        <Button onClick={() => setByApp(true)}>{say('enrol.totp.go')}</Button>
      </section>
    </div>
  );
}
