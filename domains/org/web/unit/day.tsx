// SPDX-License-Identifier: Apache-2.0
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useToday } from '../data/today.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';

/** Which day's tree the address asks for; `undefined` for today's. Of days to come nobody knows more than of today. */
export function useDay(): { readonly on: string | undefined; readonly choose: (day: string | undefined) => void } {
  const today = useToday();
  const navigate = useNavigate();
  const { on: asked } = useSearch({ strict: false }) as { on?: unknown };
  const day = civilDateSchema.safeParse(asked);
  return {
    on: day.success && day.data < today ? day.data : undefined,
    choose: (chosen) => void navigate({ to: '.', search: chosen === undefined ? {} : { on: chosen }, replace: true }),
  };
}

type Props = { readonly on: string | undefined; readonly onChoose: (day: string | undefined) => void };

/** The day whose tree is shown, to be chosen. */
export function DayChoice({ on, onChoose }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const id = useId();
  return (
    <span className={styles['day']}>
      <label htmlFor={id}>{say('day.label')}</label>
      <input
        key={on ?? today}
        id={id}
        type="date"
        max={today}
        defaultValue={on ?? today}
        onChange={({ target: { value } }) => {
          // While a year is being typed there are days of the first century.
          if (value >= '1900' && value <= today) onChoose(value === today ? undefined : value);
        }}
      />
    </span>
  );
}

/** That what is shown is past, and the way back. */
export function PastNote({ on, onToday }: { readonly on: string; readonly onToday: () => void }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <div className={styles['past']} role="status">
      <Note tone="wait">
        <p>{say('day.past', { date: dateText(on, language, true) })}</p>
        <Button size="small" onClick={onToday}>
          {say('day.toToday')}
        </Button>
      </Note>
    </div>
  );
}
