// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** How many of some widths fit into a room, when what is left out needs a button of its own. */
export function countThatFit(
  widths: readonly number[],
  room: number,
  { gap, more }: { gap: number; more: number },
): number {
  const whole = widths.reduce((sum, width) => sum + width + gap, -gap);
  if (whole <= room) return widths.length;
  let used = more;
  let count = 0;
  for (const width of widths) {
    used += width + gap;
    if (used > room) break;
    count += 1;
  }
  return count;
}

/** Watches a row and tells how many of its children fit; all of them until it is measured. */
export function useFit(
  items: number,
  { gap, more }: { gap: number; more: number },
): readonly [RefObject<HTMLUListElement | null>, number] {
  const row = useRef<HTMLUListElement>(null);
  const [fit, setFit] = useState(items);
  useLayoutEffect(() => {
    const list = row.current;
    if (list === null) return;
    const measure = (): void => {
      const widths = [...list.children].slice(0, items).map((child) => child.getBoundingClientRect().width);
      setFit(countThatFit(widths, list.clientWidth, { gap, more }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [items, gap, more]);
  return [row, fit];
}
