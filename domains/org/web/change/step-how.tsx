// SPDX-License-Identifier: Apache-2.0
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import type { Draft } from './draft.ts';
import { FreshFields } from './fresh-fields.tsx';
import { MergeFields } from './merge-fields.tsx';
import { Receivers } from './receivers.tsx';
import { SplitFields } from './split-fields.tsx';
import type { StepProps } from './step-what.tsx';
import { UnitChoice } from './unit-choice.tsx';

const FIELDS: Readonly<Record<NonNullable<Draft['kind']>, (props: StepProps) => ReactNode>> = {
  rename: RenameFields,
  move: MoveFields,
  open: OpenFields,
  close: Receivers,
  split: SplitFields,
  merge: MergeFields,
};

/** What the kind of change asks for. */
export function StepHow(props: StepProps): ReactNode {
  const { kind } = props.wizard.draft;
  if (kind === null) return null;
  const Fields = FIELDS[kind];
  return <Fields {...props} />;
}

function RenameFields({ seen, wizard: { draft, change, faults } }: StepProps): ReactNode {
  const say = useWords();
  return (
    <TextField
      label={say('change.name')}
      hint={say('change.name.now', { name: seen.unit.nameEntered })}
      most={60}
      value={draft.name}
      onChange={(name) => change({ name })}
      fault={faults.get('/change/name')}
    />
  );
}

function MoveFields({ unit, wizard: { draft, change, faults } }: StepProps): ReactNode {
  const say = useWords();
  return (
    <UnitChoice
      label={say('change.parent', { unit: unit.name })}
      hint={say('change.parent.now', { parent: unit.parent?.name ?? '' })}
      chosen={draft.parent}
      without={[unit.id]}
      onChoose={(parent) => change({ parent })}
      fault={faults.get('/change/parent')}
    />
  );
}

function OpenFields({ seen, unit, wizard }: StepProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { draft, change, faults } = wizard;
  return (
    <>
      <Choices
        label={say('change.unitKind', { unit: unit.name })}
        shape="tiles"
        value={draft.unitKind === '' ? null : draft.unitKind}
        options={seen.opens.map(({ kind, title }) => ({ value: kind, label: name(title) }))}
        onChange={(unitKind) => change({ unitKind })}
        fault={faults.get('/change/unitKind') ?? faults.get('/change/parent')}
      />
      <FreshFields wizard={wizard} path="/change" beside={seen.unit.code} />
      <TextField
        label={say('unit.class')}
        aside={say('form.optional')}
        hint={say('change.class.hint')}
        most={40}
        value={draft.fresh.class}
        onChange={(own) => change({ fresh: { ...draft.fresh, class: own } })}
        fault={faults.get('/change/class')}
      />
    </>
  );
}
