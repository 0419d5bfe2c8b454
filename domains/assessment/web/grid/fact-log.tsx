// SPDX-License-Identifier: Apache-2.0
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Judgement, Step } from '../../model/review.ts';
import { useWords } from '../words.ts';
import { figureText, type MeasureOfItem } from './figure-text.ts';
import styles from './grid.module.css';

type Props = { readonly log: readonly Judgement[]; readonly steps: readonly Step[]; readonly measure: MeasureOfItem };

/** What was said of a fact, the latest first: by which post, in which step. */
export function FactLog({ log, steps, measure }: Props): ReactNode {
  const say = useWords();
  if (log.length === 0) return <p className="bc-aux">{say('log.none')}</p>;
  return (
    <section aria-label={say('log.title')}>
      <h3>{say('log.title')}</h3>
      <ol className={styles['log']}>
        {[...log].reverse().map((judgement) => (
          <Said key={judgement.id} judgement={judgement} steps={steps} measure={measure} />
        ))}
      </ol>
    </section>
  );
}

function Said({ judgement, steps, measure }: Omit<Props, 'log'> & { readonly judgement: Judgement }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { act, by, at, reason, was, seenOn, owner } = judgement;
  const words = { name, none: say('fact.none') };
  const step = steps.find(({ id }) => id === judgement.step);
  return (
    <li>
      <p>
        <b>{say(`act.${act}`)}</b>
        {act === 'correct' &&
          was !== null &&
          ` ${say('log.figures', { was: figureText(was, measure, words), now: figureText(judgement, measure, words) })}`}
        {owner !== null && ` ${say('holds.turn', { unit: owner.name })}`}
      </p>
      {reason !== null && <p>{reason}</p>}
      {seenOn !== null && <p>{say('log.seenOn', { date: dateText(seenOn, language) })}</p>}
      <p className="bc-aux">
        {[
          step === undefined ? '' : name(step.title),
          `${by.unit}${say('log.post', { post: name(by.title) })}`,
          momentText(at, language),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </li>
  );
}
