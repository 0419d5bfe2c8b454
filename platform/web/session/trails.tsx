// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

const RINGS = 62;
const TURN = Math.PI * 2;

/** The same pieces of a circle every time: a sky that jumps about at each visit would not be one that stays in its place. */
function pieceOf(ring: number): string {
  const radius = 26 + ring * 9;
  const start = ((ring * 137.508) % 360) * (TURN / 360);
  const sweep = (0.12 + ((ring * 61) % 100) / 140) * Math.PI;
  const at = (angle: number): string =>
    `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
  return `M${at(start)}A${radius} ${radius} 0 ${sweep > Math.PI ? 1 : 0} 1 ${at(start + sweep)}`;
}

const trails = Array.from({ length: RINGS * 2 }, (_, at) => {
  const ring = at % RINGS;
  const second = at >= RINGS ? `rotate(${((at * 97) % 240) + 60})` : undefined;
  return { d: pieceOf(ring), turned: second, width: 0.5 + ((at * 29) % 10) / 14, faint: (at * 7) % 5 };
});

/** A long exposure of the northern sky: every star draws its arc, the pole stays. */
export function Trails(): ReactNode {
  return (
    <svg
      viewBox="-300 -300 600 600"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
      fill="none"
    >
      <g stroke="var(--bc-chart-line)" strokeLinecap="round">
        {trails.map(({ d, turned, width, faint }) => (
          <path key={`${d}${turned ?? ''}`} d={d} transform={turned} strokeWidth={width} opacity={0.3 + faint * 0.17} />
        ))}
      </g>
      <circle r="5" fill="var(--bc-gold)" />
    </svg>
  );
}
