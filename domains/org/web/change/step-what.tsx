// SPDX-License-Identifier: Apache-2.0
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { unitPage } from '../../model/units.ts';
import { useToday } from '../data/today.ts';
import { useWords } from '../words.ts';
import { ASKED, type Begins } from './draft.ts';
import type { Wizard } from './use-wizard.ts';

export type StepProps = {
  readonly seen: z.infer<typeof unitPage>;
  readonly unit: Begins;
  readonly wizard: Wizard;
};

/** What is to be changed, from which day on, on what basis. */
export function StepWhat({ seen, unit, wizard }: StepProps): ReactNode {
  const say = useWords();
  const today = useToday();
  const { draft, change, faults } = wizard;
  // The root stays where it is and whole; below what has no kinds of its own nothing is opened.
  const kinds = ASKED.filter((kind) =>
    kind === 'open' ? seen.opens.length > 0 : kind === 'rename' || unit.parent !== null,
  );
  return (
    <>
      <Choices
        label={say('change.kind')}
        value={draft.kind}
        options={kinds.map((kind) => ({
          value: kind,
          label: say(`kind.${kind}`),
          more: say(`kind.${kind}.what`, { unit: unit.name }),
        }))}
        onChange={(kind) => change({ kind })}
        fault={faults.get('/change/unit')}
      />
      <TextField
        label={say('change.from')}
        hint={say('change.from.hint')}
        type="date"
        min={today}
        value={draft.from}
        onChange={(from) => change({ from })}
        fault={faults.get('/from')}
      />
      <TextField
        label={say('change.basis')}
        hint={say('change.basis.hint')}
        most={200}
        rows={2}
        value={draft.basis}
        onChange={(basis) => change({ basis })}
        fault={faults.get('/basis')}
      />
    </>
  );
}
