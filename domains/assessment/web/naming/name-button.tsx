// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { namedShape } from '../../model/naming.ts';
import { namingHref } from '../data/addresses.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import { useToday } from '../decide/use-today.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import type { Head } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';

type Props = { readonly head: Pick<Head, 'id' | 'period' | 'state' | 'supersededBy'>; readonly title: Words };

/** For whoever may name: on a final result that stands. */
export function NameButton({ head, title }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const navigate = useNavigate();
  const may = useMay();
  const today = useToday();
  const [asking, setAsking] = useState(false);
  if (!may('assessment.name') || head.state !== 'final' || head.supersededBy !== null) return null;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {say('naming.button')}
      </Button>
      {asking && (
        <AskDialog
          title={say('naming.ask.title', { period: named(head.period) })}
          what={[name(title), say('naming.ask.who'), say('naming.ask.term'), say('naming.ask.stays')]}
          fields={[
            { id: 'document', label: say('naming.document'), least: 2, most: 60 },
            { id: 'dated', label: say('naming.dated'), least: 10, date: true, max: today, initial: today },
          ]}
          path="/api/assessment/namings"
          rest={{ evaluation: head.id }}
          answer={namedShape}
          confirm={say('naming.confirm')}
          doing={say('naming.doing')}
          onDone={({ id }) => void navigate({ to: namingHref(id) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
