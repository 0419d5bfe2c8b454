// SPDX-License-Identifier: Apache-2.0
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { besideQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import type { Picked } from './draft.ts';
import { FreshFields } from './fresh-fields.tsx';
import type { StepProps } from './step-what.tsx';

/** With more rows than these a list can be narrowed by a name. */
const MANY = 8;

/** Which units become one, and which one that is. */
export function MergeFields({ seen, unit, wizard }: StepProps): ReactNode {
  const say = useWords();
  const { draft, change, faults } = wizard;
  const unitFault = [...faults].find(([path]) => path.startsWith('/change/units'))?.[1];
  return (
    <>
      <Beside
        unit={unit}
        kind={seen.unit.kind}
        merged={draft.merged}
        onChange={(merged) =>
          change({ merged, into: merged.some(({ id }) => String(id) === draft.into) ? draft.into : 'new' })
        }
        fault={unitFault}
      />
      <Choices
        label={say('merge.into')}
        value={draft.into}
        options={[
          { value: 'new', label: say('merge.new'), more: say('merge.new.what') },
          ...draft.merged.map(({ id, name }) => ({
            value: String(id),
            label: name,
            more: say('merge.one.what', { unit: name }),
          })),
        ]}
        onChange={(into) => change({ into })}
        fault={faults.get('/change/into')}
      />
      {draft.into === 'new' && <FreshFields wizard={wizard} path="/change/into" beside={seen.unit.code} />}
    </>
  );
}

type BesideProps = {
  readonly unit: StepProps['unit'];
  readonly kind: string;
  readonly merged: readonly Picked[];
  readonly onChange: (merged: Picked[]) => void;
  readonly fault: string | undefined;
};

/** The units of the same kind beside this one, to be ticked. */
function Beside({ unit, kind, merged, onChange, fault }: BesideProps): ReactNode {
  const say = useWords();
  const id = useId();
  const [part, setPart] = useState('');
  const { data, error, refetch } = useQuery(besideQuery(unit.parent?.id ?? unit.id));
  if (data === undefined)
    return error === null ? (
      <Skeleton>{say('below.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('below.doing')} onAgain={() => void refetch()} />
    );
  const beside = data.units.filter((one) => one.kind === kind && one.id !== unit.id);
  const isChosen = (one: Picked): boolean => merged.some((chosen) => chosen.id === one.id);
  const shown = beside.filter((one) => isChosen(one) || one.name.includes(part.trim()));
  return (
    <fieldset className={styles['beside']} aria-describedby={fault === undefined ? undefined : id}>
      <legend>{say('merge.units', { unit: unit.name })}</legend>
      {beside.length > MANY && (
        <TextField label={say('where.filter')} type="search" most={40} value={part} onChange={setPart} />
      )}
      {beside.length === 0 && <p className={styles['none']}>{say('merge.alone')}</p>}
      <div className={styles['ticks']}>
        {shown.map((one) => (
          <label key={one.id}>
            <input
              type="checkbox"
              checked={isChosen(one)}
              aria-invalid={fault === undefined ? undefined : true}
              onChange={({ target }) =>
                onChange(
                  target.checked
                    ? [...merged, { id: one.id, name: one.name }]
                    : merged.filter((chosen) => chosen.id !== one.id),
                )
              }
            />
            {one.name}
          </label>
        ))}
      </div>
      {fault !== undefined && (
        <p id={id} className={styles['fault']}>
          {fault}
        </p>
      )}
    </fieldset>
  );
}
