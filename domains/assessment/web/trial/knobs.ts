// SPDX-License-Identifier: Apache-2.0
import type { ParsedMethod } from '@beichen/method';
import { lineStarts, NUMBER, numbersIn, type Path } from './numbers-in.ts';
import type { Knob } from './tried.ts';

/** What a number is called by the keys that lead to it: `linear 1` is the first of two. */
const keyOf = (path: Path): string =>
  path
    .filter((part) => part !== 'rule')
    .map((part) => (typeof part === 'number' ? part + 1 : part))
    .join(' ');

/** The weights and thresholds of sections and items, each with its place in the text: what stands there is replaced when it is turned. */
export function knobsOf({ method, source }: ParsedMethod, text: string): Knob[] {
  const starts = lineStarts(text);
  const knob = (path: Path, now: number, of: Pick<Knob, 'section' | 'item' | 'key'>): Knob[] => {
    const { line, column } = source.places.of(path);
    const from = (starts[line - 1] ?? 0) + column - 1;
    const written = NUMBER.exec(text.slice(from, from + 40))?.[0];
    if (written === undefined || Number(written) !== now) return [];
    return [{ id: path.join('.'), ...of, now, from, to: from + written.length }];
  };
  return method.sections.flatMap((section, at) => {
    const own =
      section.win === undefined
        ? []
        : knob(['sections', at, 'win'], section.win, { section: section.id, item: null, key: 'win' });
    const items = section.items.flatMap((item, place) => {
      const path: Path = ['sections', at, 'items', place];
      return numbersIn(item, []).flatMap(({ path: below, now }) =>
        knob([...path, ...below], now, { section: section.id, item: item.id, key: keyOf(below) }),
      );
    });
    return [...own, ...items];
  });
}
