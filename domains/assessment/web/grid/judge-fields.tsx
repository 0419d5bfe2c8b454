// SPDX-License-Identifier: Apache-2.0
import { SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Grid } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './grid.module.css';
import type { Draft, FactAct } from './judge-input.ts';

type Props = {
  readonly about: {
    readonly act: FactAct;
    readonly measure: NonNullable<Grid['items'][number]['measure']>;
    readonly owners: Grid['units'][number]['owners'];
    readonly today: string;
  };
  readonly draft: Draft;
  readonly onFill: (changed: Partial<Draft>) => void;
  readonly wanting: ReadonlySet<string>;
};

/** The fields of what is said: a figure, whose turn it is, the reason, when it was seen on site. */
export function JudgeFields({ about, draft, onFill, wanting }: Props): ReactNode {
  const say = useWords();
  const { act, owners, today } = about;
  if (act === 'urge') return null;
  return (
    <>
      {act === 'correct' && <FigureFields about={about} draft={draft} onFill={onFill} wanting={wanting} />}
      {act === 'hold' && (
        <SelectField
          label={say('judge.owner')}
          hint={say('judge.owner.hint')}
          options={owners.map(({ id, name: label }) => ({ value: `${id}`, label }))}
          value={draft.owner}
          onChange={(owner) => onFill({ owner })}
        />
      )}
      <TextField
        label={say('judge.reason')}
        hint={say('judge.reason.hint')}
        rows={3}
        most={1000}
        value={draft.reason}
        onChange={(reason) => onFill({ reason })}
        fault={wanting.has('reason') ? say('judge.reason.wanting') : undefined}
      />
      {act === 'correct' && (
        <TextField
          label={say('judge.seenOn')}
          aside={say('form.optional')}
          hint={say('judge.seenOn.hint')}
          type="date"
          max={today}
          value={draft.seenOn}
          onChange={(seenOn) => onFill({ seenOn })}
        />
      )}
    </>
  );
}

function FigureFields({ about: { measure }, draft, onFill, wanting }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const fault = (field: string): string | undefined => (wanting.has(field) ? say('judge.number.wanting') : undefined);
  return (
    <div className={styles['pair']}>
      <TextField
        label={
          measure.numerator === undefined ? say('form.value', { unit: name(measure.unit) }) : name(measure.numerator)
        }
        value={draft.num}
        onChange={(num) => onFill({ num })}
        fault={fault('num')}
      />
      {measure.form === 'ratio' && (
        <TextField
          label={measure.denominator === undefined ? say('judge.den') : name(measure.denominator)}
          value={draft.den}
          onChange={(den) => onFill({ den })}
          fault={fault('den')}
        />
      )}
    </div>
  );
}
