// SPDX-License-Identifier: Apache-2.0
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import type { StudioFacts } from '../../model/drafts.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

/** What a text says that it assesses. */
export const subjectIn = (text: string): string => /^subject: *([\w-]+)/mu.exec(text)?.[1] ?? 'community';

/** Whether the reader sees some of the units alone. */
export const isPart = (facts: StudioFacts | undefined): boolean => facts?.units.whole.includes(false) ?? false;

type ChoiceProps = {
  readonly periods: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (period: string) => void;
};

/** On whose facts it is tried. */
export function PeriodChoice({ periods, chosen, onChoose }: ChoiceProps): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  if (periods.length === 0) return <Note tone="wait">{say('studio.noPeriod')}</Note>;
  return (
    <label className={styles['period']}>
      {say('studio.period')}
      <select value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {periods.map((period) => (
          <option key={period} value={period}>
            {named(period)}
          </option>
        ))}
      </select>
    </label>
  );
}
