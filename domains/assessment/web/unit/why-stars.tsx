// SPDX-License-Identifier: Apache-2.0
import type { StarState } from '@beichen/platform-web/ui/star/star-shapes.ts';
import { WhyTree } from '@beichen/platform-web/why/why-tree.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { starKinds, starSections, starState } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';
import { ItemRecords } from './item-records.tsx';
import styles from './unit.module.css';
import { titlesOf, type UnitResult } from './unit-result.ts';

/** Every number down to its records, the star that is asked about open. */
export function WhyStars({
  result,
  measures,
  wanted,
  star,
}: UnitResult & { readonly star: string | undefined }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { evaluation, explanation, marks, unit } = result;
  const stars = starSections(evaluation.outline);
  const states = Object.fromEntries(
    stars.map(({ id }, at): [string, StarState] => [id, starState(marks[at] ?? 'incomplete')]),
  );
  const asked = explanation.sections.find(({ id }) => id === star);
  const title =
    asked === undefined
      ? say('why.title')
      : say(asked.won === true ? 'why.won' : 'why.lost', { star: name(asked.title) });
  return (
    <div id="why" className={styles['why']}>
      <WhyTree
        title={title}
        explanation={explanation}
        stars={starKinds(evaluation.outline)}
        states={states}
        titles={titlesOf(measures)}
        open={star === undefined ? [] : [star]}
        records={(item) => <ItemRecords item={item} unit={String(unit.id)} wanted={wanted} measures={measures} />}
      />
    </div>
  );
}
