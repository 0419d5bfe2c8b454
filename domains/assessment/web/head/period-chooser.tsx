// SPDX-License-Identifier: Apache-2.0
import { findPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import { SegmentedLinks } from '@beichen/platform-web/ui/action/segmented.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './head.module.css';

/** 2026年第三季度; a period that nobody knows is shown as it was written. */
export function usePeriodName(): (id: string) => string {
  const name = useNames();
  return (id) => {
    const period = findPeriod(id);
    return period === undefined ? id : name(nameOfPeriod(period));
  };
}

/** More than these are chosen from a list. */
const SIDE_BY_SIDE = 3;

type Props = {
  readonly periods: readonly string[];
  readonly current: string;
  readonly hrefOf: (period: string) => string;
};

/** The periods that have a result; with one alone there is nothing to choose. */
export function PeriodChooser({ periods, current, hrefOf }: Props): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const navigate = useNavigate();
  if (periods.length < 2 && periods.includes(current)) return null;
  if (periods.length <= SIDE_BY_SIDE)
    return (
      <SegmentedLinks
        label={say('head.period')}
        options={[...periods]
          .reverse()
          .map((period) => ({ href: hrefOf(period), label: named(period), current: period === current }))}
      />
    );
  return (
    <select
      className={styles['choose']}
      aria-label={say('head.period')}
      value={current}
      onChange={({ target }) => void navigate({ to: hrefOf(target.value) })}
    >
      {periods.map((period) => (
        <option key={period} value={period}>
          {named(period)}
        </option>
      ))}
    </select>
  );
}
