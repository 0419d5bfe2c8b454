// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model/results.ts';
import { measureHref } from '../data/addresses.ts';
import { measuresQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './evaluation.module.css';

/** Measures of which nobody has a fact yet, each with who is to give it. */
export function LackingSheet({ evaluation }: { readonly evaluation: EvaluationHead }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { id, lacking } = evaluation;
  const measures = useQuery(measuresQuery(id)).data?.measures ?? [];
  return (
    <Sheet title={say('lacking.title')} aside={say('lacking.count', { count: lacking.length })} flush>
      <ul className={styles['lacking']}>
        {lacking.map((measure) => {
          const entry = measures.find((one) => one.id === measure);
          return (
            <li key={measure}>
              <a href={measureHref(measure, { period: evaluation.period })}>
                {entry === undefined ? measure : name(entry.title)}
              </a>
              {entry !== undefined && <span className="bc-aux">{entry.owner}</span>}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
