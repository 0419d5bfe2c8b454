// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import type { StepProps } from './step-what.tsx';
import { UnitChoice } from './unit-choice.tsx';

/** The units that take over what lies at one that is closed. */
export function Receivers({ unit, wizard: { draft, change, faults } }: StepProps): ReactNode {
  const say = useWords();
  const { receivers } = draft;
  return (
    <>
      <div>
        <h3>{say('close.receivers', { unit: unit.name })}</h3>
        <ul className={styles['receivers']}>
          {receivers.map((one) => (
            <li key={one.id}>
              {one.name}
              <Button size="small" onClick={() => change({ receivers: receivers.filter(({ id }) => id !== one.id) })}>
                {say('close.remove', { unit: one.name })}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <UnitChoice
        label={say('close.add')}
        hint={say('close.add.hint')}
        chosen={null}
        without={[unit.id, ...receivers.map(({ id }) => id)]}
        onChoose={(one) => change({ receivers: [...receivers, one] })}
        fault={faults.get('/change/passes')}
      />
    </>
  );
}
