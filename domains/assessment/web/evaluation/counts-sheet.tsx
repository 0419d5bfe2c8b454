// SPDX-License-Identifier: Apache-2.0
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { StarSpread } from '@beichen/platform-web/ui/star/star-spread.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { starCount } from '@beichen/platform-web/words/star-count.ts';
import { useWords as usePlatformWords } from '@beichen/platform-web/words/words.ts';
import type { ReactNode } from 'react';
import type { EvaluationAnswer } from '../data/queries.ts';
import { starSections } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';

/** How many units and facts a run holds, as far as the reader sees them. */
export function CountsSheet({ evaluation, counts }: EvaluationAnswer): ReactNode {
  const say = useWords();
  const words = usePlatformWords();
  const most = starSections(evaluation.outline).length;
  const spread = Array.from(
    { length: most + 1 },
    (_, at) => counts.stars.find(({ stars }) => stars === most - at)?.units ?? 0,
  );
  const starName = (stars: number): string => starCount(words, stars);
  const frozen = counts.facts > 0;
  const facts = [
    { name: say('counts.units'), value: say('counts.ofUnits', { count: numberText(counts.units) }) },
    { name: say('counts.complete'), value: say('counts.ofUnits', { count: numberText(counts.complete) }) },
    ...(most === 0
      ? []
      : spread.map((count, at) => ({
          name: starName(most - at),
          value: say('counts.ofUnits', { count: numberText(count) }),
        }))),
    ...(frozen
      ? [
          { name: say('counts.facts'), value: say('counts.ofFacts', { count: numberText(counts.facts) }) },
          { name: say('counts.declared'), value: say('counts.ofFacts', { count: numberText(counts.declared) }) },
          { name: say('counts.records'), value: say('counts.ofRecords', { count: numberText(counts.records) }) },
        ]
      : []),
  ];
  return (
    <Sheet title={say('counts.title')} aside={say('counts.aside')}>
      {most > 0 && <StarSpread counts={spread} width={280} />}
      <FactsList facts={facts} />
    </Sheet>
  );
}
