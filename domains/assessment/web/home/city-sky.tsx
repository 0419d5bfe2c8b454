// SPDX-License-Identifier: Apache-2.0
import { StarView } from '@beichen/platform-web/charts/star-view.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useMemo, useState } from 'react';
import { evaluationHref, homeHref, unitHref } from '../data/addresses.ts';
import type { Wanted } from '../data/queries.ts';
import { PeriodChooser, usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import { ResultTools } from '../head/result-tools.tsx';
import { type Head, periodsOf } from '../shape/pick-result.ts';
import { starKinds } from '../shape/star-kinds.ts';
import { type Chart, outlinesOf, sectored } from '../shape/star-units.ts';
import { WeekSheet } from '../week/week-sheet.tsx';
import { useWords } from '../words.ts';
import { CountStrip } from './count-strip.tsx';
import styles from './home.module.css';
import { MovedUnits } from './moved-units.tsx';
import { SectorTable } from './sector-table.tsx';
import { UnitTable } from './unit-table.tsx';

type Props = {
  readonly chart: Chart;
  readonly heads: readonly Head[];
  readonly wanted: Wanted;
  /** The reader sees more than is shown, and can go back to it. */
  readonly within: boolean;
};

/** The stars of a city, a county or a street: the chart with its list, and what it adds up to. */
export function CitySky({ chart, heads, wanted, within }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { evaluation } = chart;
  const { outline } = evaluation;
  const shape = useMemo(() => sectored(chart), [chart]);
  const stars = useMemo(() => starKinds(outline), [outline]);
  const [sector, setSector] = useState<string | undefined>();
  const unit = outline.unit === undefined ? say('unit.any') : name(outline.unit);
  const names = { unit, sector: say(shape.direct ? 'sector.low' : 'sector.high') };
  const place = shape.root?.name ?? '';
  return (
    <>
      <SkyTitle evaluation={evaluation} heads={heads} wanted={wanted} place={place} within={within} />
      <ResultNotes evaluation={evaluation} />
      {!within && <WeekSheet />}
      <CountStrip
        units={shape.units}
        most={stars.length}
        unit={unit}
        previous={chart.previous}
        hrefOf={(id) => unitHref(id, wanted)}
        basis={evaluationHref(evaluation.id)}
      />
      <Columns
        split="7+5"
        main={
          <StarView
            title={say('home.count', { place, count: numberText(shape.units.length), unit })}
            units={shape.units}
            counties={shape.sectors}
            stars={stars}
            names={names}
            county={sector}
            onCounty={setSector}
            outlines={outlinesOf(shape, chart)}
            hrefOf={({ id }) => unitHref(id, wanted)}
          />
        }
        side={
          <>
            <Beside shape={shape} stars={stars} names={names} wanted={wanted} chosen={sector} />
            <MovedUnits units={shape.units} previous={chart.previous} hrefOf={(id) => unitHref(id, wanted)} />
          </>
        }
      />
    </>
  );
}

type BesideProps = {
  readonly shape: ReturnType<typeof sectored>;
  readonly stars: ReturnType<typeof starKinds>;
  readonly names: { readonly unit: string; readonly sector: string };
  readonly wanted: Wanted;
  readonly chosen: string | undefined;
};

/** The sectors with their counts; inside one sector, its units. */
function Beside({ shape, stars, names, wanted, chosen }: BesideProps): ReactNode {
  if (shape.sectors.length > 1)
    return (
      <SectorTable
        shape={shape}
        most={stars.length}
        names={names}
        chosen={chosen}
        hrefOf={(id) => homeHref(wanted, Number(id))}
      />
    );
  return (
    <div className={styles['beside']}>
      <UnitTable units={shape.units} stars={stars} unit={names.unit} hrefOf={(id) => unitHref(id, wanted)} />
    </div>
  );
}

type TitleProps = Omit<Props, 'chart'> & { readonly evaluation: Chart['evaluation']; readonly place: string };

function SkyTitle({ evaluation, heads, wanted, place, within }: TitleProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { outline, method, period } = evaluation;
  const crumbs = [
    ...(within ? [{ label: say('home.all'), href: homeHref(wanted) }] : []),
    ...(place === '' ? [] : [{ label: place }]),
    { label: name(outline.title), href: '/assessment' },
  ];
  return (
    <PageTitle
      crumbs={<Crumbs path={crumbs} />}
      title={named(period)}
      tools={
        <ResultTools evaluation={evaluation}>
          <PeriodChooser
            periods={periodsOf(heads, method)}
            current={period}
            hrefOf={(other) => homeHref({ period: other, method })}
          />
        </ResultTools>
      }
    />
  );
}
