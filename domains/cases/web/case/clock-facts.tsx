// SPDX-License-Identifier: Apache-2.0
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { OrbitDial } from '@beichen/platform-web/ui/orbit/orbit-dial.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { ASSUMED } from '../../model/kinds.ts';
import type { CaseView } from '../../model/views.ts';
import { dueText } from '../due/clock-words.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';
import { ClockStrip } from './clock-strip.tsx';

/** The clock, and why it is due when it is. */
export function ClockFacts({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { case: row, clock } = view;
  if (clock === null) return <p>{say(row.deferred ? 'clock.deferred' : 'clock.none.why')}</p>;
  const { unit, amount } = clock.limit;
  const late = clock.state === 'overdue' || clock.state === 'stopped-late';
  const limit = say(unit === 'hours' ? 'clock.limit.hours' : 'clock.limit.days', { count: numberText(amount), amount });
  const basis =
    clock.basis === null ? say('clock.basis.then') : clock.basis === ASSUMED ? say('clock.basis.assumed') : clock.basis;
  const facts = [
    { name: say('clock.limit'), value: limit },
    { name: say('clock.from'), value: row.dispatchedAt === null ? '' : momentText(row.dispatchedAt, language) },
    { name: say('clock.lastDay'), value: row.lastDay === null ? '' : dateText(row.lastDay, language, true) },
    { name: say('clock.basis'), value: basis },
  ];
  return (
    <>
      <ClockStrip view={view} />
      <div className={styles['facts']}>
        <div className={styles['dial']}>
          <OrbitDial share={late ? 1 : 1 - clock.remaining / amount} />
          <p>
            <b>{dueText(row, say, language)}</b>
            <span>{say(unit === 'hours' ? 'clock.why.hours' : 'clock.why.days')}</span>
          </p>
        </div>
        <FactsList facts={facts} />
        {clock.estimated && <Note tone="wait">{say('clock.estimated')}</Note>}
      </div>
    </>
  );
}
