// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { memo, type ReactNode } from 'react';
import { starCount } from '../../words/star-count.ts';
import { useWords } from '../../words/words.ts';
import { POLE, pointAt, RIM, rayPath, ringPath, sectorPath, ticksPath } from './geometry.ts';
import type { Sky } from './sky.ts';
import styles from './star-chart.module.css';

const spokes = Array.from({ length: 12 }, (_, at) => {
  const [from, to] = [pointAt(at * 30, 24), pointAt(at * 30, at % 3 === 0 ? 36 : 30)];
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
}).join('');

/** What stands still: rings, rays, the rim with its marks, the pole. */
export const Firmament = memo(function Firmament({
  sky,
  county,
}: {
  readonly sky: Sky;
  readonly county: string | undefined;
}): ReactNode {
  const borders = sky.sectors.map(({ from }) => from);
  const chosen = sky.sectors.find((sector) => sector.county === county);
  return (
    <g>
      {chosen !== undefined && <path className={styles['sector']} d={sectorPath(chosen)} />}
      {[POLE, ...sky.rings.slice(0, -1).map(({ outer }) => outer)].map((r) => (
        <path key={r} className={styles['ring']} d={ringPath(r)} />
      ))}
      {borders.map((angle) => (
        <path key={angle} className={styles['ray']} d={rayPath(angle)} />
      ))}
      <circle className={styles['rim']} r={RIM} />
      <circle className={styles['rimOuter']} r={RIM + 5} />
      <path className={styles['ticks']} d={ticksPath(borders)} />
      <circle className={styles['poleGround']} r="46" />
      <circle className={styles['poleLine']} r="46" />
      <path className={styles['poleLine']} d={spokes} />
      <circle className={styles['poleLine']} r="18" />
      <circle className={styles['pole']} r="10" />
      {sky.streets.map(({ street, path, county: home }) => (
        <path key={street} className={clsx(styles['street'], home === county && styles['streetOn'])} d={path} />
      ))}
    </g>
  );
});

/** The counts at the top of the rings. */
export function RingNames({ sky }: { readonly sky: Sky }): ReactNode {
  const say = useWords();
  return (
    <g>
      {sky.rings.map(({ stars, inner, outer, units }) => {
        const middle = -(inner + outer) / 2;
        return (
          <g key={stars}>
            <text className={styles['ringName']} y={(middle - 2).toFixed(1)}>
              {starCount(say, stars)}
            </text>
            <text className={styles['ringCount']} y={(middle + 10).toFixed(1)}>
              {units}
            </text>
          </g>
        );
      })}
    </g>
  );
}

type NamesProps = {
  readonly sky: Sky;
  readonly county: string | undefined;
  readonly onCounty: (county: string) => void;
};

/** The names of the counties outside the rim. A pointer chooses one here; keys do it in the chart (Page Up, Page Down). */
export function CountyNames({ sky, county, onCounty }: NamesProps): ReactNode {
  return (
    <g>
      {sky.labels.map((label) => (
        <g key={label.county}>
          {label.lead !== undefined && <path className={styles['lead']} d={label.lead} />}

          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; keys have Page Up and Page Down */}
          <text
            className={clsx(styles['county'], label.county === county && styles['countyOn'])}
            x={label.x.toFixed(1)}
            y={(label.y + 5).toFixed(1)}
            textAnchor={label.anchor}
            data-county={label.county}
            onClick={() => onCounty(label.county)}
          >
            {sky.named.get(label.county) ?? label.county}
            <tspan className={styles['countyCount']} dx="4">
              {sky.counts.get(label.county) ?? 0}
            </tspan>
          </text>
        </g>
      ))}
    </g>
  );
}
