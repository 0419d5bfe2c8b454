// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** Line drawings on a field of 16. */
const drawings = {
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4L6 8l4 4',
  place: `M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14z${circle(8, 6.5, 1.6)}`,
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3L4 11zM6.5 14h3',
  person: `${circle(8, 5.5, 2.7)}M3 14c.5-3 2.5-4.5 5-4.5s4.5 1.5 5 4.5`,
  search: `${circle(7, 7, 4.5)}M10.5 10.5L14 14`,
  clock: `${circle(8, 8, 6)}M8 4.5V8l2.5 1.5`,
  tick: 'M3 8.5l3.2 3.2L13 5',
  warning: 'M8 2l6.5 11.5h-13zM8 6.5V10M8 12h.01',
  plus: 'M8 3v10M3 8h10',
  cross: 'M4 4l8 8M12 4l-8 8',
  printer: 'M4 6V2h8v4M4 11H2V6h12v5h-2M4 9h8v5H4z',
  offline:
    'M2 2l12 12M4.5 9.5a5 5 0 0 1 3-1.4M11.5 9.5l-1-.7M2.5 7a8 8 0 0 1 2.6-1.7M13.5 7A8 8 0 0 0 8 4.6M8 12.2h.01',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  sort: 'M5 3v10M3 11l2 2 2-2M11 13V3M9 5l2-2 2 2',
  ascending: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  descending: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  info: `${circle(8, 8, 6)}M8 7.2V11M8 5h.01`,
  sun: `${circle(8, 8, 3)}M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9`,
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside a word; it says nothing of its own to a screen reader. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
