// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import type { Picked } from '../change/draft.ts';
import { UnitChoice } from '../change/unit-choice.tsx';
import { TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { useWords } from '../words.ts';

type May = z.infer<typeof relationsPage>['may'];

type Props = {
  readonly unit: { readonly id: number; readonly name: string };
  readonly may: May;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

const keyOf = ({ kind, side }: Pick<May[number], 'kind' | 'side'>) => `${kind}.${side}` as const;

type Draft = {
  readonly way: string;
  readonly other: Picked | null;
  readonly from: string;
  readonly reason: string;
};

/** What is wanting, by place. */
function useWanting({ other, from, reason }: Draft, side: May[number]['side'] | undefined, back: boolean) {
  const say = useWords();
  return new Map([
    ...(other === null ? [[side === 'unit' ? '/over' : '/unit', say('ties.other.wanting')] as const] : []),
    ...(from === '' ? [['/from', say('form.day.wanting')] as const] : []),
    ...(back && reason.trim().length < 2 ? [['/reason', say('ties.reason.wanting')] as const] : []),
  ]);
}

/** Ties the unit to another one: which of the ways it may be, with whom, from when. */
export function TieForm({ unit, may, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const today = useToday();
  const [id] = useState(uuidV7);
  const [draft, setDraft] = useState<Draft>(() => ({
    way: may[0] === undefined ? '' : keyOf(may[0]),
    other: null,
    from: today,
    reason: '',
  }));
  const { other, from } = draft;
  const chosen = may.find((one) => keyOf(one) === draft.way);
  const back = from !== '' && from < today;
  const wanting = useWanting(draft, chosen?.side, back);
  const command = useCommand<object, z.ZodObject>({
    path: '/api/org/relations',
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  if (chosen === undefined) return null;
  const { kind, side } = chosen;
  const [one, over] = side === 'unit' ? [unit, other] : [other, unit];
  const names = { unit: one?.name ?? '…', over: over?.name ?? '…' };
  const body = { id, kind, unit: one?.id, over: over?.id, from, ...(back ? { reason: draft.reason } : {}) };
  return (
    <ActForm
      title={say('ties.tie.of', { unit: unit.name })}
      consequences={[
        say(`ties.follows.${kind}`, { ...names, date: from === '' ? '' : dateText(from, language, true) }),
        say('ties.follows.seen'),
      ]}
      send={say('ties.tie.send')}
      doing={say('ties.tie.doing')}
      wanting={wanting}
      command={command}
      onSend={() => command.run(body)}
      onClose={onClose}
    >
      {(faultOf) => (
        <Fields
          own={unit.id}
          may={may}
          draft={draft}
          back={back}
          onFill={(changed) => setDraft({ ...draft, ...changed })}
          faultOf={faultOf}
        />
      )}
    </ActForm>
  );
}

type FieldsProps = {
  readonly own: number;
  readonly may: May;
  readonly draft: Draft;
  readonly back: boolean;
  readonly onFill: (changed: Partial<Draft>) => void;
  readonly faultOf: (path: string) => string | undefined;
};

function Fields({ own, may, draft, back, onFill, faultOf }: FieldsProps): ReactNode {
  const say = useWords();
  const chosen = may.find((one) => keyOf(one) === draft.way);
  return (
    <>
      {may.length > 1 && (
        <Choices
          label={say('ties.way')}
          value={draft.way}
          onChange={(way) => onFill({ way, other: null })}
          options={may.map((one) => ({ value: keyOf(one), label: say(`ties.${keyOf(one)}`) }))}
        />
      )}
      {chosen !== undefined && (
        <Other
          may={chosen}
          own={own}
          other={draft.other}
          onChoose={(other) => onFill({ other })}
          fault={faultOf('/over') ?? faultOf('/unit')}
        />
      )}
      <TextField
        label={say('ties.from')}
        type="date"
        value={draft.from}
        onChange={(from) => onFill({ from })}
        fault={faultOf('/from')}
      />
      {back && (
        <TextField
          label={say('ties.reason')}
          hint={say('ties.reason.hint')}
          most={200}
          value={draft.reason}
          onChange={(reason) => onFill({ reason })}
          fault={faultOf('/reason')}
        />
      )}
    </>
  );
}

type OtherProps = {
  readonly may: May[number];
  readonly own: number;
  readonly other: Picked | null;
  readonly onChoose: (unit: Picked) => void;
  readonly fault: string | undefined;
};

/** The unit at the other end, among those of the kinds that it may be. */
function Other({ may, own, other, onChoose, fault }: OtherProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const kinds = may.others.map((one) => name(one.title)).join(say('list.comma'));
  return (
    <UnitChoice
      label={say(`ties.other.${may.side}`)}
      hint={say('ties.other.hint', { kinds })}
      chosen={other}
      without={[own]}
      kinds={may.others.map(({ kind }) => kind)}
      onChoose={onChoose}
      fault={fault}
    />
  );
}
