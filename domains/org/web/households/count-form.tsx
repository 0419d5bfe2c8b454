// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { useWords } from '../words.ts';

type Props = {
  readonly unit: { readonly id: number; readonly name: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** As it is typed. */
type Asked = { readonly households: string; readonly from: string; readonly reason: string };

/** Enters how many households live at the unit from a day on. */
export function CountForm({ unit, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const today = useToday();
  const [id] = useState(uuidV7);
  const [asked, setAsked] = useState<Asked>({ households: '', from: today, reason: '' });
  const fill = (changed: Partial<Asked>): void => setAsked({ ...asked, ...changed });
  const { from, reason } = asked;
  const isNumber = /^\d{1,6}$/.test(asked.households.trim());
  const households = Number(asked.households);
  const back = from !== '' && from < today;
  const command = useCommand<object, z.ZodObject>({
    path: '/api/org/households',
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  const wanting = new Map([
    ...(isNumber ? [] : [['/households', say('households.field.wanting')] as const]),
    ...(from === '' ? [['/from', say('form.day.wanting')] as const] : []),
    ...(back && reason.trim().length < 2 ? [['/reason', say('ties.reason.wanting')] as const] : []),
  ]);
  const count = isNumber ? numberText(households) : '…';
  const date = from === '' ? '' : dateText(from, language, true);
  return (
    <ActForm
      title={say('households.set.of', { unit: unit.name })}
      consequences={[say('households.follows', { unit: unit.name, count, date }), say('households.follows.mark')]}
      send={say('households.send')}
      doing={say('households.sending')}
      wanting={wanting}
      command={command}
      onSend={() => command.run({ id, unit: unit.id, households, from, ...(back ? { reason } : {}) })}
      onClose={onClose}
    >
      {(faultOf) => <Fields asked={asked} back={back} onFill={fill} faultOf={faultOf} />}
    </ActForm>
  );
}

type FieldsProps = {
  readonly asked: Asked;
  readonly back: boolean;
  readonly onFill: (changed: Partial<Asked>) => void;
  readonly faultOf: (path: string) => string | undefined;
};

function Fields({ asked, back, onFill, faultOf }: FieldsProps): ReactNode {
  const say = useWords();
  return (
    <>
      <TextField
        label={say('households.field')}
        most={6}
        value={asked.households}
        onChange={(households) => onFill({ households })}
        fault={faultOf('/households') ?? faultOf('/unit')}
      />
      <TextField
        label={say('households.from')}
        type="date"
        value={asked.from}
        onChange={(from) => onFill({ from })}
        fault={faultOf('/from')}
      />
      {back && (
        <TextField
          label={say('households.reason')}
          hint={say('households.reason.hint')}
          most={200}
          value={asked.reason}
          onChange={(reason) => onFill({ reason })}
          fault={faultOf('/reason')}
        />
      )}
    </>
  );
}
