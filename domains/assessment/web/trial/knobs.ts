// SPDX-License-Identifier: Apache-2.0
import type { ParsedMethod } from '@beichen/method';
import type { Knob } from './tried.ts';

type Path = readonly (string | number)[];

const NUMBER = /^[-+]?\d+(?:\.\d+)?/u;

/** Where each line of a text begins. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function numbersIn(value: unknown, path: Path): { path: Path; now: number }[] {
  if (typeof value === 'number') return [{ path, now: value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child, at) => [at, child])
    : Object.entries(value);
  return entries.flatMap(([key, child]) => numbersIn(child, [...path, key]));
}

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
