// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import { TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { useWords } from '../words.ts';

type Props = {
  readonly tie: z.infer<typeof relationsPage>['held'][number];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Ends a tie from a day on; what held until then stays. */
export function EndTieForm({ tie, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const today = useToday();
  const [asked, setAsked] = useState<{ readonly on: string; readonly reason: string }>({ on: today, reason: '' });
  const { on, reason } = asked;
  const back = on !== '' && on < today;
  const command = useCommand<object, z.ZodObject>({
    path: `/api/org/relations/${tie.id}/end`,
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  const names = { unit: tie.unit.name, over: tie.over.name };
  const wanting = new Map([
    ...(on === '' ? [['/on', say('form.day.wanting')] as const] : []),
    ...(back && reason.trim().length < 2 ? [['/reason', say('ties.reason.wanting')] as const] : []),
  ]);
  return (
    <ActForm
      title={say(`ties.end.${tie.kind}`, names)}
      consequences={[say('ties.end.follows', { date: on === '' ? '' : dateText(on, language, true) })]}
      send={say('ties.end.send')}
      doing={say('ties.end.doing')}
      danger
      wanting={wanting}
      command={command}
      onSend={() => command.run({ on, ...(back ? { reason } : {}) })}
      onClose={onClose}
    >
      {(faultOf) => (
        <>
          <TextField
            label={say('ties.end.on')}
            type="date"
            value={on}
            onChange={(next) => setAsked({ ...asked, on: next })}
            fault={faultOf('/on')}
          />
          {back && (
            <TextField
              label={say('ties.reason')}
              hint={say('ties.reason.hint')}
              most={200}
              value={reason}
              onChange={(next) => setAsked({ ...asked, reason: next })}
              fault={faultOf('/reason')}
            />
          )}
        </>
      )}
    </ActForm>
  );
}
