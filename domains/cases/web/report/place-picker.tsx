// SPDX-License-Identifier: Apache-2.0
import { SelectField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { childrenQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import type { Draft } from './draft.ts';

type Unit = Draft['units'][number];

type Props = {
  /** Where the reader's post is: the choice begins below it. */
  readonly root: Unit;
  /** Kinds of unit that a case of this kind is reported to. */
  readonly wanted: readonly string[];
  readonly chosen: readonly Unit[];
  readonly onChange: (chosen: readonly Unit[]) => void;
  readonly fault: string | undefined;
};

/** The community of a case, chosen level by level; who works in one is not asked. */
export function PlacePicker({ root, wanted, chosen, onChange, fault }: Props): ReactNode {
  const levels = [root, ...chosen].filter(({ kind }) => !wanted.includes(kind));
  return levels.map((above, depth) => (
    <Level
      key={above.id}
      above={above}
      chosen={chosen[depth]}
      fault={depth === levels.length - 1 ? fault : undefined}
      onChange={(unit) => onChange([...chosen.slice(0, depth), ...(unit === undefined ? [] : [unit])])}
    />
  ));
}

type LevelProps = {
  readonly above: Unit;
  readonly chosen: Unit | undefined;
  readonly fault: string | undefined;
  readonly onChange: (unit: Unit | undefined) => void;
};

function Level({ above, chosen, fault, onChange }: LevelProps): ReactNode {
  const say = useWords();
  const { data, isPending } = useQuery(childrenQuery(above.id));
  const units = data?.units ?? [];
  const first = isPending ? say('report.unit.loading') : say('report.unit.choose');
  return (
    <SelectField
      label={say('report.unit.in', { name: above.name })}
      value={chosen === undefined ? '' : String(chosen.id)}
      options={[{ value: '', label: first }, ...units.map(({ id, name }) => ({ value: String(id), label: name }))]}
      onChange={(value) => {
        const unit = units.find(({ id }) => String(id) === value);
        onChange(unit && { id: unit.id, name: unit.name, kind: unit.kind });
      }}
      fault={fault}
    />
  );
}
