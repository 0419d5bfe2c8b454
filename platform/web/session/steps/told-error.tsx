// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Failure } from '../../ui/states/failure.tsx';
import { isRefusedLogin, RefusedLogin } from '../refused-login.tsx';

type Props = { readonly error: unknown; readonly doing: string };

/** What went wrong at a door: what the server refused, or that it could not be asked. */
export function ToldError({ error, doing }: Props): ReactNode {
  if (error === null || error === undefined) return null;
  return isRefusedLogin(error) ? <RefusedLogin error={error} /> : <Failure error={error} doing={doing} />;
}
