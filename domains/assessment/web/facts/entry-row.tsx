// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Field } from '@beichen/platform-web/ui/field/field.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FormPage } from '../../model/facts.ts';
import { useWords } from '../words.ts';
import { confirmedEntry, digitsOf, type Entry } from './entries.ts';
import styles from './facts.module.css';

type Measure = FormPage['measures'][number];

type Props = {
  readonly measure: Measure;
  /** The page of the measure, at this unit in this period. */
  readonly href: string;
  readonly entry: Entry;
  /** The period before, in words. */
  readonly before: string;
  readonly faultOf: (part: 'num' | 'den') => string | undefined;
  readonly onChange: (entry: Entry) => void;
};

/** A figure in words: 41 / 46件. */
export function useFigureText(): (figure: { num: number | null; den: number | null }, unit: Measure['unit']) => string {
  const name = useNames();
  return ({ num, den }, unit) =>
    `${num === null ? '—' : numberText(num)}${den === null ? '' : ` / ${numberText(den)}`}${name(unit)}`;
}

/** One figure of a form: what it counts, what the period before says, and where it is entered. Enter in an empty field confirms. */
export function EntryRow({ measure, href, entry, before, faultOf, onChange }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const text = useFigureText();
  const { title, form, numerator, denominator, unit, last, owner, basis } = measure;
  const counted = numerator === undefined ? name(unit) : name(numerator);
  return (
    <fieldset className={styles['row']} aria-label={name(title)}>
      <div>
        <b>
          <a href={href}>{name(title)}</a>
        </b>{' '}
        {entry.confirmed && <Tag tone="ok">{say('form.confirmed')}</Tag>}
        <p className="bc-aux">
          {form === 'ratio' && numerator !== undefined && denominator !== undefined
            ? say('form.counts', { num: name(numerator), den: name(denominator) })
            : counted}
        </p>
        <p className="bc-aux">{say('form.owner', { owner, basis })}</p>
        {last !== null && <p>{say('form.last', { period: before, value: text(last, unit) })}</p>}
      </div>
      <Inputs measure={measure} entry={entry} faultOf={faultOf} onChange={onChange} />
    </fieldset>
  );
}

function Inputs({ measure, entry, faultOf, onChange }: Omit<Props, 'before' | 'href'>): ReactNode {
  const say = useWords();
  const name = useNames();
  const { form, unit, last } = measure;
  const confirm = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (last !== null && entry.num === '' && entry.den === '') onChange(confirmedEntry(measure));
  };
  const typed = (part: 'num' | 'den') => (value: string) =>
    onChange({ ...entry, [part]: digitsOf(value), none: false, confirmed: false });
  return (
    <div className={styles['inputs']}>
      {!entry.none && (
        <Field
          label={form === 'ratio' ? say('form.num') : say('form.value', { unit: name(unit) })}
          inputMode="decimal"
          autoComplete="off"
          placeholder={last?.num == null ? '' : String(last.num)}
          value={entry.num}
          fault={faultOf('num')}
          onChange={(event) => typed('num')(event.target.value)}
          onKeyDown={confirm}
        />
      )}
      {!entry.none && form === 'ratio' && (
        <Field
          label={say('form.den')}
          inputMode="decimal"
          autoComplete="off"
          placeholder={last?.den == null ? '' : String(last.den)}
          value={entry.den}
          fault={faultOf('den')}
          onChange={(event) => typed('den')(event.target.value)}
          onKeyDown={confirm}
        />
      )}
      {last !== null && !entry.confirmed && !entry.none && (
        <Button size="small" onClick={() => onChange(confirmedEntry(measure))}>
          {say('form.confirm')}
        </Button>
      )}
      <label className={styles['none']}>
        <input
          type="checkbox"
          checked={entry.none}
          onChange={(event) => onChange({ ...entry, none: event.target.checked, confirmed: false })}
        />
        {say('form.none')}
      </label>
    </div>
  );
}
