// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { dateText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';

type Props = { readonly signOn: { readonly linkedAt: string | null } };

/** Whether one may come in by the city's identity service. An administrator links accounts, nobody the own one. */
export function OwnLink({ signOn: { linkedAt } }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Sheet title={say('account.link')}>
      <p>
        {linkedAt === null ? say('me.link.none') : say('me.link.since', { date: dateText(linkedAt, language, true) })}
      </p>
    </Sheet>
  );
}
