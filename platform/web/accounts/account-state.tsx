// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Tag, type Tone } from '../ui/tag/tag.tsx';
import { dateText, momentText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import type { Account } from './accounts-query.ts';

const TONES: Readonly<Record<Account['state'], Tone>> = { open: 'ok', waiting: 'wait', closed: 'mute' };

/** Whether an account is in use, and what keeps it from being used. */
export function AccountState({ account }: { readonly account: Account }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { state, heldUntil, slipEnds } = account;
  return (
    <>
      <Tag tone={TONES[state]}>{say(`accounts.state.${state}`)}</Tag>
      {heldUntil !== null && (
        <span className="bc-aux"> {say('accounts.held', { time: momentText(heldUntil, language) })}</span>
      )}
      {slipEnds !== null && (
        <span className="bc-aux"> {say('accounts.slipEnds', { date: dateText(slipEnds, language) })}</span>
      )}
    </>
  );
}
