// SPDX-License-Identifier: Apache-2.0
import { compileMethod, parseMethod, whatIf } from '@beichen/method';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { pointsText } from '@beichen/platform-web/why/item-words.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { Grid } from '../../model/review.ts';
import { unitQuery } from '../data/queries.ts';
import { editionQuery } from '../studio/studio-queries.ts';
import { useWords } from '../words.ts';
import { type Draft, numberIn } from './judge-input.ts';

function compiledFrom(source: string | undefined) {
  const parsed = source === undefined ? undefined : parseMethod('method.yaml', source);
  return parsed?.ok === true ? compileMethod(parsed.value.method) : undefined;
}

type Props = {
  readonly grid: Grid;
  readonly unit: Grid['units'][number];
  readonly measure: NonNullable<Grid['items'][number]['measure']>;
  readonly draft: Pick<Draft, 'num' | 'den'>;
};

/** What a correction would come to, before it is sent: from the unit's own reasons, so that nobody's peers are looked at. */
export default function CorrectionPreview({ grid, unit, measure, draft }: Props): ReactNode {
  const say = useWords();
  const { method, edition, period } = grid.review;
  const source = useQuery(editionQuery({ method, edition })).data?.source;
  const result = useQuery(unitQuery(`${unit.id}`, { period, method, evaluation: undefined })).data;
  const compiled = useMemo(() => compiledFrom(source), [source]);
  const at = grid.items.findIndex((item) => item.measure?.id === measure.id);
  const item = grid.items[at];
  const fact = unit.facts[at];
  const num = numberIn(draft.num);
  const den = measure.form === 'ratio' ? numberIn(draft.den) : null;
  const isWhole = typeof num === 'number' && (measure.form !== 'ratio' || typeof den === 'number');
  if (compiled === undefined || item === undefined || fact === undefined || !isWhole) return null;
  if (num === fact.num && (den ?? null) === (fact.den ?? null)) return null;
  // What the grid shows is the live result; a notice or a final one would tell of other figures.
  const before = result?.explanation.sections.find(({ id }) => id === grid.section.id);
  if (result?.evaluation.state !== 'live' || before === undefined || before.points !== unit.points) return null;
  const others = grid.units
    .filter(({ id }) => id !== unit.id)
    .map(({ facts }) => facts[at] ?? { num: null, den: null });
  const told = whatIf(result.explanation, compiled, {
    // Where the grid holds the whole group, its figures are those of the peers.
    peers: grid.units.length === result.explanation.peers.units ? others : undefined,
    section: grid.section.id,
    measure: measure.id,
    num,
    den: den ?? null,
  });
  if (told === undefined) return <p className="bc-aux">{say('judge.preview.unknown')}</p>;
  return (
    <Note>
      {say('judge.preview', {
        was: fact.points === null ? '—' : pointsText(fact.points),
        is: pointsText(told.items[item.id] ?? 0),
        before: pointsText(unit.points),
        after: pointsText(told.points),
      })}
      {told.enough !== null &&
        say(told.enough ? 'judge.preview.enough' : 'judge.preview.short', { win: pointsText(before.win ?? 0) })}
    </Note>
  );
}
