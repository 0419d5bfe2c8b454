// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { unitHref } from '../data/addresses.ts';
import { recordsQuery, type Wanted } from '../data/queries.ts';
import { figureText } from '../grid/figure-text.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';

type Props = { readonly about: MeasureAbout; readonly unit: number; readonly wanted: Wanted };

/** The figure that a result of the unit took, which may be frozen or corrected. Nothing where the unit has no such result. */
export function UsedFigure({ about, unit, wanted }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { data } = useQuery({ ...recordsQuery(String(unit), wanted, about.id), retry: false });
  if (data === undefined) return null;
  const { evaluation, correction } = data;
  const words = { name, none: say('fact.none') };
  return (
    <Sheet title={say('measure.used', { period: named(wanted.period) })}>
      <p>
        <b className={styles['used']}>{figureText(data, about, words)}</b>{' '}
        <span className="bc-aux">
          {say(evaluation.state === 'live' ? 'measure.used.live' : 'measure.used.frozen', {
            at: momentText(evaluation.asOf, language),
          })}
        </span>
      </p>
      {correction !== null && (
        <p>
          {say('measure.used.corrected', { was: figureText(correction.was, about, words), reason: correction.reason })}
        </p>
      )}
      <p>
        <a href={unitHref(unit, wanted)}>{say('fact.records')}</a>
      </p>
    </Sheet>
  );
}
