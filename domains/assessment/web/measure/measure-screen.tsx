// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CataloguePage } from '../../model/catalogue.ts';
import { catalogueHref } from '../data/addresses.ts';
import { useAddress } from '../data/asked.ts';
import { catalogueQuery } from '../data/fact-queries.ts';
import { periodsQuery } from '../data/queries.ts';
import { useToday } from '../decide/use-today.ts';
import { useWords } from '../words.ts';
import { CorrectionsBelow } from './corrections-below.tsx';
import { DefinitionSheet, MethodsSheet } from './definition-sheet.tsx';
import { FactsBelow } from './facts-below.tsx';
import { FigureSheet } from './figure-sheet.tsx';
import { aboutMeasure, isRead, type MeasureAbout } from './measure-about.ts';
import { type At, readMeasuresQuery } from './measure-queries.ts';
import { periodMeant } from './periods-offered.ts';
import { RecordsSheet } from './records-sheet.tsx';
import { UsedFigure } from './used-figure.tsx';

/** One measure: what it counts and on what it rests, its figure at a unit in a period, and everything behind that figure. */
export default function MeasureScreen(): ReactNode {
  const say = useWords();
  const { measure = '' } = useParams({ strict: false });
  const catalogue = useQuery(catalogueQuery);
  const read = useQuery(readMeasuresQuery);
  const periods = useQuery(periodsQuery);
  const waits = [catalogue, read, periods];
  const failed = waits.find(({ isError }) => isError);
  if (failed !== undefined)
    return (
      <Failure
        error={failed.error}
        doing={say('measure.doing')}
        onAgain={() => waits.forEach((one) => void one.refetch())}
      />
    );
  if (catalogue.data === undefined || read.data === undefined || periods.data === undefined)
    return <Skeleton lines={8}>{say('measure.loading')}</Skeleton>;
  const about = aboutMeasure(measure, catalogue.data, read.data.measures);
  if (about === undefined)
    return (
      <Empty
        title={say('measure.unknown', { id: measure })}
        actions={<a href={catalogueHref}>{say('catalogue.title')}</a>}
      >
        {say('measure.unknown.why')}
      </Empty>
    );
  return <Measure about={about} page={catalogue.data} newest={periods.data.periods[0]?.period} />;
}

type Props = { readonly about: MeasureAbout; readonly page: CataloguePage; readonly newest: string | undefined };

function Measure({ about, page, newest }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const address = useAddress();
  const { posts } = useSession();
  const today = useToday();
  const unit = Number(address.unit ?? posts[0]?.unit.id);
  const period = address.period ?? periodMeant(about.id, today, newest);
  const at: At = { measure: about.id, unit, period };
  const used = { period, method: address.method, evaluation: address.evaluation };
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: say('catalogue.title'), href: catalogueHref }, { label: about.id }]} />}
        title={name(about.title)}
      />
      <Columns
        main={
          <>
            <FigureSheet about={about} at={at} asked={used} />
            {address.method !== undefined && <UsedFigure about={about} unit={unit} wanted={used} />}
            {isRead(about) ? <RecordsSheet about={about} at={at} /> : <FactsBelow about={about} at={at} />}
            <CorrectionsBelow about={about} at={at} />
          </>
        }
        side={
          <>
            <DefinitionSheet about={about} retention={page.retention} />
            <MethodsSheet about={about} />
          </>
        }
      />
    </>
  );
}
