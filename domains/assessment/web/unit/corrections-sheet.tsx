// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { MeasureEntry } from '../../model/results.ts';
import { measureHref } from '../data/addresses.ts';
import { figureText } from '../grid/figure-text.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';
import type { UnitResult } from './unit-result.ts';

type Correction = UnitResult['result']['corrections'][number];

/** Figures that a review put in the place of others: each step of it, why, and by which post. Nothing where there is none. */
export function CorrectionsSheet({ result, measures, wanted }: UnitResult): ReactNode {
  const say = useWords();
  const name = useNames();
  const { corrections } = result;
  // Without the measures there are neither names nor units of the figures yet.
  if (corrections.length === 0 || measures.length === 0) return null;
  const corrected = [...new Set(corrections.map(({ measure }) => measure))];
  return (
    <Sheet title={say('correction.title')} flush>
      <ul className={styles['ways']}>
        {corrected.map((id) => {
          const measure = measures.find((one) => one.id === id);
          return (
            <li key={id}>
              <b>
                <a href={measureHref(id, { unit: result.unit.id, ...wanted })}>
                  {measure === undefined ? id : name(measure.title)}
                </a>
              </b>
              {corrections
                .filter((one) => one.measure === id)
                .map((one) => (
                  <Told key={`${one.at} ${one.reason}`} correction={one} measure={measure} />
                ))}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}

type ToldProps = { readonly correction: Correction; readonly measure: MeasureEntry | undefined };

function Told({ correction, measure }: ToldProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const words = { name, none: say('fact.none') };
  const { by, at, reason } = correction;
  return (
    <div className={styles['told']}>
      <p>
        {say('correction.figures', {
          was: figureText(correction.was, measure ?? null, words),
          now: figureText(correction, measure ?? null, words),
        })}
      </p>
      <p>{reason}</p>
      <p className="bc-aux">
        {say('correction.by', { unit: by.unit, post: name(by.title), at: momentText(at, language) })}
      </p>
    </div>
  );
}
