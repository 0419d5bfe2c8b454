// SPDX-License-Identifier: Apache-2.0
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import type { Fault } from './faults.ts';

/** Faults that have no field here: what, and how to mend it. */
export function FaultList({ faults }: { readonly faults: readonly Fault[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <ul>
      {faults.map(({ path, what, mend }) => (
        <li key={path + what.zh}>{`${name(what)}${say('stop')}${name(mend)}`}</li>
      ))}
    </ul>
  );
}
