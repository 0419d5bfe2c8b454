// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { memo, type ReactNode } from 'react';
import { pointAt } from './geometry.ts';
import type { Placed } from './place-units.ts';
import styles from './star-chart.module.css';

const RADII = [3, 3.4, 3.6, 4.3, 5];
const STAR = 'M0 -7.4L2 -2.75L7.04 -2.29L3.23 1.05L4.35 5.99L0 3.4L-4.35 5.99L-3.23 1.05L-7.04 -2.29L-2 -2.75Z';

/** Shape and fill of a count: all stars of the set are a star, then discs, a ring, a dotted ring. */
export function DotShape({ stars, most }: { readonly stars: number; readonly most: number }): ReactNode {
  if (stars >= most && most > 0) return <path className={styles['n5']} d={STAR} />;
  // A set of fewer or more stars keeps the ends of the scale: none is dotted, one short of all is the fullest disc.
  const rank = stars === 0 ? 0 : Math.max(1, Math.min(4, 5 - (most - stars)));
  return <circle className={styles[`n${rank}`]} r={RADII[rank]} />;
}

/** From where it came since the period before: outwards and gold where it gained, inwards and dotted where it lost. */
function Tail({ dot }: { readonly dot: Placed }): ReactNode {
  const { before, stars } = dot.unit;
  if (before === null || before === stars) return null;
  const side = stars > before ? 1 : -1;
  const [from, to] = [pointAt(dot.angle, side * 7), pointAt(dot.angle, side * 24)];
  return (
    <line
      className={styles[stars > before ? 'up' : 'down']}
      x1={from.x.toFixed(1)}
      y1={from.y.toFixed(1)}
      x2={to.x.toFixed(1)}
      y2={to.y.toFixed(1)}
    />
  );
}

type Props = {
  readonly dot: Placed;
  readonly most: number;
  readonly href: string;
  readonly label: string;
  /** The one dot that the Tab key comes to. */
  readonly entry: boolean;
};

/** One unit: a link that stays at its place. */
export const Dot = memo(function Dot({ dot, most, href, label, entry }: Props): ReactNode {
  return (
    <a
      href={href}
      className={clsx(styles['dot'])}
      style={{ transform: `translate(${dot.x.toFixed(1)}px, ${dot.y.toFixed(1)}px)` }}
      aria-label={label}
      tabIndex={entry ? 0 : -1}
      data-unit={dot.unit.id}
    >
      <Tail dot={dot} />
      <circle className={styles['reach']} r="8" />
      <DotShape stars={dot.unit.stars} most={most} />
      {dot.unit.objection && <circle className={styles['objection']} r="9" />}
    </a>
  );
});
