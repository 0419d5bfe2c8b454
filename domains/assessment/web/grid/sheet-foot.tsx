// SPDX-License-Identifier: Apache-2.0
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Grid, Judgement } from '../../model/review.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { figureText } from './figure-text.ts';
import styles from './grid.module.css';
import { marksOf } from './marks.ts';

/** On paper only, above the sheet: which period and which method it is of. */
export function SheetHead({ grid: { review, units } }: { readonly grid: Grid }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { period, title, edition } = review;
  return (
    <p className={styles['head']}>
      {say('sheet.of', { period: named(period), method: name(title), edition, count: units.length })}
    </p>
  );
}

/** On paper only: what was corrected or is held, a place for each step's signature and seal, and the digest of what the sheet shows. */
export function SheetFoot({ grid }: { readonly grid: Grid }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <div className={styles['foot']}>
      <Changes grid={grid} />
      <ul className={styles['signs']}>
        {grid.review.steps.map((step) => (
          <li key={step.id}>
            <b>{name(step.title)}</b>
            <span>{say('sheet.sign')}</span>
            <span className={styles['seal']}>{say('sheet.seal')}</span>
            <span className={styles['day']}>{say('sheet.date')}</span>
          </li>
        ))}
      </ul>
      <p>{say('sheet.digest', { digest: grid.digest })}</p>
    </div>
  );
}

/** Corrections that hold and facts that are held, unit by unit. */
function Changes({ grid }: { readonly grid: Grid }): ReactNode {
  const say = useWords();
  const marks = marksOf(grid.judgements);
  const rows = grid.units.flatMap((unit) =>
    grid.items.flatMap((item) => {
      const { corrected, held } = marks(unit.id, item.measure?.id ?? null);
      return [corrected, held].flatMap((judgement) => (judgement === undefined ? [] : [{ unit, item, judgement }]));
    }),
  );
  if (rows.length === 0) return <p>{say('sheet.unchanged')}</p>;
  return (
    <table className={styles['table']}>
      <caption>{say('sheet.changes', { count: rows.length })}</caption>
      <thead>
        <tr>
          {(['unit', 'item', 'act', 'reason', 'by'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`sheet.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, item, judgement }) => (
          <Change key={judgement.id} unit={unit} item={item} judgement={judgement} />
        ))}
      </tbody>
    </table>
  );
}

type ChangeProps = {
  readonly unit: Grid['units'][number];
  readonly item: Grid['items'][number];
  readonly judgement: Judgement;
};

function Change({ unit, item, judgement }: ChangeProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { act, was, reason, owner, by } = judgement;
  const words = { name, none: say('fact.none') };
  const told =
    was === null
      ? owner !== null && say('holds.turn', { unit: owner.name })
      : say('log.figures', {
          was: figureText(was, item.measure, words),
          now: figureText(judgement, item.measure, words),
        });
  return (
    <tr>
      <th scope="row">{unit.name}</th>
      <td>{name(item.title)}</td>
      <td>
        {say(`act.${act}`)} {told}
      </td>
      <td>{reason}</td>
      <td>
        {by.unit}
        {say('log.post', { post: name(by.title) })}
      </td>
    </tr>
  );
}
