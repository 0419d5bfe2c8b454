// SPDX-License-Identifier: Apache-2.0
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import type { Wizard } from './use-wizard.ts';

type FreshProps = { readonly wizard: Wizard; readonly path: string; readonly beside: string };

/** Name and code of a unit that is made. */
export function FreshFields({ wizard: { draft, change, faults }, path, beside }: FreshProps): ReactNode {
  const say = useWords();
  const { fresh } = draft;
  return (
    <>
      <TextField
        label={say('change.fresh.name')}
        hint={say('change.name.hint')}
        most={60}
        value={fresh.name}
        onChange={(name) => change({ fresh: { ...fresh, name } })}
        fault={faults.get(`${path}/name`)}
      />
      <TextField
        label={say('change.code')}
        hint={say('change.code.hint', { code: beside })}
        most={40}
        value={fresh.code}
        onChange={(code) => change({ fresh: { ...fresh, code } })}
        fault={faults.get(`${path}/code`)}
      />
    </>
  );
}
