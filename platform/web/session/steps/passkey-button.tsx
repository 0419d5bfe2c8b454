// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { useWords } from '../../words/words.ts';
import type { Stage } from '../enter.ts';
import { hasPasskeys, showPasskey } from './passkey.ts';
import { ToldError } from './told-error.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void>; readonly prove?: boolean };

/** Signs in, or proves, by a passkey. Where the browser has none, nothing. */
export function PasskeyButton({ onStage, prove = false }: Props): ReactNode {
  const say = useWords();
  const showing = useMutation({ mutationFn: async () => onStage(await showPasskey()) });
  if (!hasPasskeys()) return null;
  return (
    <>
      <ToldError error={showing.error} doing={say('signIn.doing')} />
      <Button busy={showing.isPending} onClick={() => showing.mutate()}>
        {say(prove ? 'passkey.prove' : 'passkey.go')}
      </Button>
    </>
  );
}
