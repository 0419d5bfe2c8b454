// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { request } from '../../data/request.ts';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { starCount } from '../../words/star-count.ts';
import { useWords } from '../../words/words.ts';
import type { Area, Frame } from '../area-map/area.ts';
import { AreaMap } from '../area-map/area-map.tsx';
import { MapLegend } from '../area-map/map-legend.tsx';
import type { StarChartProps } from '../star-chart/star-chart.tsx';
import { UnitCard } from '../star-chart/unit-card.tsx';
import type { StarUnit } from '../star-unit.ts';
import { outlinesShape, shapesIn, starFill } from './star-areas.ts';
import styles from './star-map.module.css';

/** Where the outlines come from: of the units, and of their sectors. */
export type StarOutlines = { readonly units: string; readonly sectors: string | undefined };

type Props = Omit<StarChartProps, 'onList' | 'onCounty'> & { readonly title: string; readonly outlines: StarOutlines };

const outlinesQuery = (path: string | undefined) => ({
  queryKey: ['outlines', path ?? ''],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => request(path ?? '', { answer: outlinesShape, signal }),
  enabled: path !== undefined,
});

/** The stars of the units where they lie: each cell in the colour of its count, which stands in words below its name. */
export default function StarMap(props: Props): ReactNode {
  const say = useWords();
  const units = useQuery(outlinesQuery(props.outlines.units));
  const sectors = useQuery(outlinesQuery(props.outlines.sectors));
  const { data, error, refetch } = units;
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={8}>{say('map.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('map.doing')} onAgain={() => void refetch()} />
    );
  if (data.areas.length === 0) return <Empty title={say('map.none')}>{say('map.none.why')}</Empty>;
  return (
    <Drawn
      {...props}
      sketch={data.sketch}
      shapes={shapesIn(data)}
      sectorShapes={sectors.data && shapesIn(sectors.data)}
    />
  );
}

type DrawnProps = Props & {
  readonly sketch: boolean;
  readonly shapes: ReturnType<typeof shapesIn>;
  readonly sectorShapes: ReturnType<typeof shapesIn> | undefined;
};

/** The units that have an outline, and the sectors around them; of one sector where that is chosen. */
function useAreas({ units, counties, county, stars, shapes, sectorShapes }: DrawnProps) {
  const say = useWords();
  const most = stars.length;
  const areas = useMemo(
    () =>
      units.flatMap((unit): Area[] => {
        const own = shapes.get(unit.id);
        if (own === undefined || (county !== undefined && unit.county !== county)) return [];
        const { id, name, stars: count } = unit;
        return [{ id, name, note: starCount(say, count), shapes: own, fill: starFill(count, most) }];
      }),
    [units, county, shapes, most, say],
  );
  const frames = useMemo(
    () =>
      counties.flatMap(({ id, name }): Frame[] => {
        const own = sectorShapes?.get(id);
        return own === undefined ? [] : [{ shapes: own, name, faint: county !== undefined && county !== id }];
      }),
    [counties, county, sectorShapes],
  );
  return { areas, frames };
}

function Drawn(props: DrawnProps): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const { units, stars, counties, title, sketch, hrefOf } = props;
  const { areas, frames } = useAreas(props);
  const [shown, setShown] = useState<string>();
  const unit = units.find(({ id }) => id === shown);
  const missing = units.filter(({ id }) => !props.shapes.has(id)).length;
  const open = (id: string): void => {
    const found = units.find((one) => one.id === id);
    if (found !== undefined) void navigate({ to: hrefOf(found) });
  };
  return (
    <div className={styles['map']}>
      <AreaMap
        label={title}
        areas={areas}
        frames={frames}
        sketch={sketch}
        shown={shown}
        // What was pointed at stays on its card, so that its link can be reached.
        onPoint={(id) => id !== undefined && setShown(id)}
        onPick={open}
      />
      <div className={styles['foot']}>
        <StarLegend units={units} most={stars.length} />
        {missing > 0 && <p className="bc-aux">{say('map.missing', { count: missing })}</p>}
        <UnitCard
          below
          unit={unit}
          stars={stars}
          county={counties.find(({ id }) => id === unit?.county)?.name}
          hrefOf={hrefOf}
        />
      </div>
    </div>
  );
}

function StarLegend({ units, most }: { readonly units: readonly StarUnit[]; readonly most: number }): ReactNode {
  const say = useWords();
  const entries = Array.from({ length: most + 1 }, (_, n) => most - n).map((stars) => ({
    fill: starFill(stars, most),
    label: say('chart.ring', {
      stars: starCount(say, stars),
      count: units.filter((unit) => unit.stars === stars).length,
    }),
  }));
  return <MapLegend label={say('chart.legend')} entries={entries} />;
}
