// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import type { Part } from './draft.ts';
import type { StepProps } from './step-what.tsx';

const LETTERS = 'abcdefghijklmnopqrst';

/** A letter that no part has yet: what was assigned to one that was taken out goes to nobody by chance. */
const freeLetter = (parts: readonly Part[]): string =>
  [...LETTERS].find((letter) => parts.every(({ key }) => key !== letter)) ?? 'a';

/** The parts of a split, and whether the old unit goes on. */
export function SplitFields({ seen, unit, wizard: { draft, change, faults } }: StepProps): ReactNode {
  const say = useWords();
  const { parts, keeps } = draft;
  const least = keeps ? 1 : 2;
  const set = (at: number, own: Partial<Part>): void =>
    change({ parts: parts.map((part, index) => (index === at ? { ...part, ...own } : part)) });
  return (
    <>
      <Choices
        label={say('split.keeps', { unit: unit.name })}
        value={keeps ? 'goes-on' : 'ends'}
        options={[
          { value: 'ends', label: say('split.ends'), more: say('split.ends.what', { unit: unit.name }) },
          { value: 'goes-on', label: say('split.goesOn'), more: say('split.goesOn.what', { unit: unit.name }) },
        ]}
        onChange={(value) => change({ keeps: value === 'goes-on' })}
        fault={faults.get('/change/keeps')}
      />
      {parts.map((part, at) => (
        <fieldset key={part.key} className={styles['part']}>
          <legend>{say('split.part', { turn: at + 1 })}</legend>
          <TextField
            label={say('change.fresh.name')}
            most={60}
            value={part.name}
            onChange={(name) => set(at, { name })}
            fault={faults.get(`/change/parts/${at}/name`)}
          />
          <TextField
            label={say('change.code')}
            hint={say('change.code.hint', { code: seen.unit.code })}
            most={40}
            value={part.code}
            onChange={(code) => set(at, { code })}
            fault={faults.get(`/change/parts/${at}/code`)}
          />
          {parts.length > least && (
            <Button size="small" onClick={() => change({ parts: parts.filter((_, index) => index !== at) })}>
              {say('split.remove', { turn: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {faults.has('/change/parts') && <Note tone="bad">{faults.get('/change/parts')}</Note>}
      {parts.length < LETTERS.length && (
        <Button onClick={() => change({ parts: [...parts, { key: freeLetter(parts), code: '', name: '' }] })}>
          {say('split.add')}
        </Button>
      )}
    </>
  );
}
