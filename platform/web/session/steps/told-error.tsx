// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Failure } from '../../ui/states/failure.tsx';
import { Note } from '../../ui/tag/tag.tsx';
import { useWords } from '../../words/words.ts';
import { isRefusedLogin, RefusedLogin } from '../refused-login.tsx';
import { NoPasskey } from './passkey.ts';

type Props = { readonly error: unknown; readonly doing: string };

/** What went wrong at a door: what the server refused, that the device gave no passkey, or that nobody could be asked. */
export function ToldError({ error, doing }: Props): ReactNode {
  const say = useWords();
  if (error === null || error === undefined) return null;
  if (error instanceof NoPasskey)
    return (
      <div role="alert">
        <Note tone="bad">
          <b>{say('passkey.failed')}</b>
          <br />
          {say('passkey.failed.why')}
        </Note>
      </div>
    );
  return isRefusedLogin(error) ? <RefusedLogin error={error} /> : <Failure error={error} doing={doing} />;
}
