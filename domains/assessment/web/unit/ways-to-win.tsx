// SPDX-License-Identifier: Apache-2.0
import { closerSentence } from '@beichen/method/words';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import { farthest } from './farthest.ts';
import styles from './unit.module.css';
import { type Section, titlesOf, type UnitResult } from './unit-result.ts';

/** What would win each star that is not won: computed by the method, no demand. */
export function WaysToWin({ result, measures }: UnitResult): ReactNode {
  const say = useWords();
  const { explanation, evaluation } = result;
  const open = explanation.sections.filter(({ star, won }) => star && won === false);
  const live = evaluation.state === 'live';
  if (open.length === 0) return null;
  return (
    <Sheet title={say(live ? 'ways.title' : 'ways.titlePast')} aside={say('ways.aside')} flush>
      <ul className={styles['ways']}>
        {open.map((section) => (
          <Way key={section.id} section={section} measures={measures} decimals={evaluation.outline.decimals} />
        ))}
      </ul>
    </Sheet>
  );
}

type WayProps = {
  readonly section: Section;
  readonly measures: UnitResult['measures'];
  readonly decimals: number;
};

function Way({ section, measures, decimals }: WayProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const titles = titlesOf(measures);
  const { closers, gap, incomplete } = section;
  return (
    <li>
      <b>{name(section.title)}</b>
      <ul>
        {section.why.map((reason) => (
          <li key={reason.zh}>{name(reason)}</li>
        ))}
      </ul>
      {closers.length > 0 && (
        <>
          <p>{say('ways.anyOne')}</p>
          <ul className={styles['closers']}>
            {closers.map((closer) => (
              <li key={closer.item}>{name(closerSentence(closer, section, (measure) => titles[measure]))}</li>
            ))}
          </ul>
        </>
      )}
      {closers.length === 0 && gap !== null && gap > 0 && !incomplete && (
        <p>
          {say('ways.noneAlone')}
          {farthest(section).map((item, at) => (
            <span key={item.id}>
              {at > 0 && say('ways.comma')}
              {say('ways.item', {
                item: name(item.title),
                points: numberText(item.points ?? 0, decimals),
                full: item.full,
              })}
            </span>
          ))}
          {say('ways.stop')}
        </p>
      )}
    </li>
  );
}
