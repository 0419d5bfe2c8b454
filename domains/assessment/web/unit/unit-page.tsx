// SPDX-License-Identifier: Apache-2.0
import { kindOfProblem } from '@beichen/platform-web/data/problem.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Columns } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { homeHref } from '../data/addresses.ts';
import { measuresQuery, unitQuery, type Wanted } from '../data/queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import type { Head } from '../shape/pick-result.ts';
import { WeekSheet } from '../week/week-sheet.tsx';
import { useWords } from '../words.ts';
import { AllFacts } from './all-facts.tsx';
import { CorrectionsSheet } from './corrections-sheet.tsx';
import { FiveStars } from './five-stars.tsx';
import { GradeSheet } from './grade-sheet.tsx';
import { askedStar, type UnitResult } from './unit-result.ts';
import { UnitTitle } from './unit-title.tsx';
import { WaysToWin } from './ways-to-win.tsx';
import { WhyStars } from './why-stars.tsx';

type Props = {
  readonly unit: string;
  readonly wanted: Wanted;
  readonly heads: readonly Head[];
  readonly star?: string | undefined;
  /** It is the reader's first page. */
  readonly home?: boolean;
};

/** One unit: its stars, why each is won or not, what would win it, and every fact down to the record. */
export function UnitPage({ unit, wanted, star, ...rest }: Props): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const result = useQuery(unitQuery(unit, wanted));
  const measures = useQuery({
    ...measuresQuery(result.data?.evaluation.id ?? ''),
    enabled: result.data !== undefined,
  });
  if (result.data === undefined) {
    if (!result.isError) return <Skeleton lines={8}>{say('unit.loading')}</Skeleton>;
    if (kindOfProblem(result.error) !== 'absent')
      return <Failure error={result.error} doing={say('unit.doing')} onAgain={() => void result.refetch()} />;
    return (
      <Empty
        title={say('unit.noResult', { period: named(wanted.period) })}
        actions={<ButtonLink href={homeHref({})}>{say('unit.toHome')}</ButtonLink>}
      >
        {say('unit.noResult.why')}
      </Empty>
    );
  }
  const shown = { result: result.data, measures: measures.data?.measures ?? [], wanted };
  return <Shown {...shown} {...rest} star={star ?? askedStar(result.data)} />;
}

type ShownProps = Omit<Props, 'unit'> & UnitResult;

function Shown({ result, measures, wanted, heads, star, home = false }: ShownProps): ReactNode {
  const shown = { result, measures, wanted };
  return (
    <>
      <UnitTitle {...shown} heads={heads} home={home} />
      <ResultNotes evaluation={result.evaluation} />
      {home && <WeekSheet />}
      <Columns
        main={
          <>
            <FiveStars {...shown} star={star} />
            <WhyStars key={star} {...shown} star={star} />
          </>
        }
        side={
          <>
            <CorrectionsSheet {...shown} />
            <WaysToWin {...shown} />
            <GradeSheet {...shown} />
          </>
        }
      />
      <AllFacts {...shown} />
    </>
  );
}
