// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Constellation } from '@beichen/platform-web/ui/star/constellation.tsx';
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { StarMark } from '../../model/results.ts';
import { unitHref } from '../data/addresses.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { type StarStanding, standingsOf } from '../shape/standings.ts';
import { starKinds } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';
import type { UnitResult } from './unit-result.ts';

const tones: Readonly<Record<StarMark, Tone>> = {
  won: 'ok',
  short: 'bad',
  waiting: 'wait',
  incomplete: 'pause',
  vetoed: 'bad',
};

/** The stars of a unit with their states in words; each leads to its reasons. */
export function FiveStars({ result, wanted, star }: UnitResult & { readonly star: string | undefined }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { evaluation, explanation, unit } = result;
  const { outline, period } = evaluation;
  const { total } = explanation.result;
  const held = explanation.grade.held?.title;
  const grade = held ?? outlineGrade(result.complete);
  return (
    <Sheet
      title={named(period)}
      flush
      aside={
        <>
          <b className={`bc-num ${styles['grade']}`}>{typeof grade === 'string' ? say(grade) : name(grade)}</b>
          <span>{say('unit.total', { points: numberText(total, outline.decimals) })}</span>
          <Change gained={result.gained} lost={result.lost} result={result} />
        </>
      }
    >
      <Constellation
        stars={starKinds(outline)}
        asked={star}
        hrefOf={({ id }) => `${unitHref(unit.id, wanted, id)}#why`}
        standings={standingsOf(result).map((standing) => ({
          ...standing,
          tag: <StateTag standing={standing} final={evaluation.state === 'final'} />,
        }))}
      />
    </Sheet>
  );
}

const outlineGrade = (complete: boolean): 'grade.none' | 'grade.open' => (complete ? 'grade.none' : 'grade.open');

/** The state in words; of a result that is not final a star is won 初步. */
function StateTag({ standing, final }: { readonly standing: StarStanding; readonly final: boolean }): ReactNode {
  const say = useWords();
  const { mark, gap, withdrawn } = standing;
  if (withdrawn) return <Tag tone="mute">{say('state.withdrawn')}</Tag>;
  const told: Readonly<Record<StarMark, () => string>> = {
    won: () => say(final ? 'state.won' : 'state.wonSoFar'),
    short: () => say('state.short', { gap: gap ?? '' }),
    waiting: () => say('state.waiting'),
    incomplete: () => say('state.incomplete'),
    vetoed: () => say('state.vetoed'),
  };
  return <Tag tone={tones[mark]}>{told[mark]()}</Tag>;
}

/** Which stars came and which went since the period before. */
function Change({
  gained,
  lost,
  result,
}: {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly result: UnitResult['result'];
}): ReactNode {
  const say = useWords();
  const name = useNames();
  const titleOf = (id: string): string => {
    const section = result.evaluation.outline.sections.find((one) => one.id === id);
    return section === undefined ? id : name(section.title);
  };
  return (
    <>
      {gained.map((id) => (
        <Tag key={id} tone="ok">
          {say('unit.gained', { star: titleOf(id) })}
        </Tag>
      ))}
      {lost.map((id) => (
        <Tag key={id} tone="wait">
          {say('unit.lost', { star: titleOf(id) })}
        </Tag>
      ))}
    </>
  );
}
