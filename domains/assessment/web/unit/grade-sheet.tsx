// SPDX-License-Identifier: Apache-2.0
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { changeText, numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { Fragment, type ReactNode } from 'react';
import { measureHref, unitHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';
import type { UnitResult } from './unit-result.ts';

/** How the total and the grade come about, and why the grade is no better. */
export function GradeSheet({ result, wanted }: UnitResult): ReactNode {
  const say = useWords();
  const name = useNames();
  const { explanation, evaluation, complete } = result;
  const { decimals } = evaluation.outline;
  const { grade, sections, adjustments } = explanation;
  const points = (x: number): string => numberText(x, decimals);
  const added = adjustments.filter(({ members }) => members.some(({ size }) => size > 0));
  const facts = [
    ...sections.map(({ id, title, points: has, incomplete }) => ({
      name: name(title),
      value: (
        <a href={unitHref(result.unit.id, wanted, id)}>
          {incomplete ? say('grade.soFar', { points: points(has) }) : points(has)}
        </a>
      ),
    })),
    ...added.map(({ members, added: change }) => ({
      name: members
        .filter(({ size }) => size > 0)
        .map(({ title }) => name(title))
        .join(say('ways.comma')),
      value: (
        <>
          {changeText(change, decimals)}
          {members
            .filter(({ size }) => size > 0)
            .map(({ id, measure }) => (
              <Fragment key={id}>
                {' '}
                <a href={measureHref(measure, { unit: result.unit.id, ...wanted })}>{say('grade.measure')}</a>
              </Fragment>
            ))}
        </>
      ),
    })),
    { name: say('grade.total'), value: <b>{points(explanation.result.total)}</b> },
  ];
  return (
    <Sheet
      title={say('grade.title')}
      aside={grade.held === null ? say(complete ? 'grade.none' : 'grade.open') : name(grade.held.title)}
    >
      {grade.above !== null && grade.above.whyNot.length > 0 && (
        <div className={styles['whyNot']}>
          <p>{say('grade.notYet', { grade: name(grade.above.title) })}</p>
          <ul>
            {grade.above.whyNot.map((reason) => (
              <li key={reason.zh}>{name(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      <FactsList facts={facts} />
      <Vetoes result={result} wanted={wanted} />
    </Sheet>
  );
}

/** What would take a star at once: only what happened, or is not known, is named. */
function Vetoes({ result, wanted }: Pick<UnitResult, 'result' | 'wanted'>): ReactNode {
  const say = useWords();
  const name = useNames();
  const { vetoes } = result.explanation;
  if (vetoes.length === 0) return null;
  const told = vetoes.filter(({ state }) => state !== 'quiet');
  if (told.length === 0) return <p className="bc-aux">{say('veto.quiet', { count: vetoes.length })}</p>;
  return (
    <ul className={styles['vetoes']}>
      {told.map(({ id, title, state, measure }) => (
        <li key={id}>
          <Tag tone={state === 'fired' ? 'bad' : 'pause'}>{say(state === 'fired' ? 'veto.fired' : 'veto.unknown')}</Tag>{' '}
          <a href={measureHref(measure, { unit: result.unit.id, ...wanted })}>{name(title)}</a>
        </li>
      ))}
    </ul>
  );
}
