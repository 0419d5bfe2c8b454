// SPDX-License-Identifier: Apache-2.0

export type Path = readonly (string | number)[];

/** A number as it stands at the beginning of a text. */
export const NUMBER = /^[-+]?\d+(?:\.\d+)?/u;

/** Where each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Every number in plain data, with what leads to it. */
export function numbersIn(value: unknown, path: Path): { path: Path; now: number }[] {
  if (typeof value === 'number') return [{ path, now: value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child, at) => [at, child])
    : Object.entries(value);
  return entries.flatMap(([key, child]) => numbersIn(child, [...path, key]));
}
