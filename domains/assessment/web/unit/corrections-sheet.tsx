// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { MeasureEntry } from '../../model/results.ts';
import { figureText } from '../grid/figure-text.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';
import type { UnitResult } from './unit-result.ts';

/** Figures that a review put in the place of others: both, why, and by which post. Nothing where there is none. */
export function CorrectionsSheet({ result, measures }: Pick<UnitResult, 'result' | 'measures'>): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  if (result.corrections.length === 0) return null;
  const words = { name, none: say('fact.none') };
  const entryOf = (id: string): MeasureEntry | undefined => measures.find((measure) => measure.id === id);
  return (
    <Sheet title={say('correction.title')} flush>
      <ul className={styles['ways']}>
        {result.corrections.map((correction) => {
          const measure = entryOf(correction.measure);
          const was = figureText(correction.was, measure ?? null, words);
          const now = figureText(correction, measure ?? null, words);
          const { unit, title } = correction.by;
          return (
            <li key={correction.measure}>
              <b>{measure === undefined ? correction.measure : name(measure.title)}</b>
              <p>{say('correction.figures', { was, now })}</p>
              <p>{correction.reason}</p>
              <p className="bc-aux">
                {say('correction.by', { unit, post: name(title), at: momentText(correction.at, language) })}
              </p>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
