// SPDX-License-Identifier: Apache-2.0

/** Below 0 where seat a comes before seat b: the first column in which they differ has the larger number at a. */
export function compareBy(columns: readonly Float64Array[], a: number, b: number): number {
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] as Float64Array;
    const left = column[a] as number;
    const right = column[b] as number;
    if (left !== right) return left > right ? -1 : 1;
  }
  return 0;
}

/** The seats that are not left out, best first; equal ones in the order of the seats. Merges runs that double in length. */
export function sortBy(columns: readonly Float64Array[], leftOut: Uint8Array): Int32Array {
  let count = 0;
  for (let seat = 0; seat < leftOut.length; seat += 1) if (leftOut[seat] === 0) count += 1;
  let from = new Int32Array(count);
  let into = new Int32Array(count);
  count = 0;
  for (let seat = 0; seat < leftOut.length; seat += 1) {
    if (leftOut[seat] !== 0) continue;
    from[count] = seat;
    count += 1;
  }
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) merge(columns, { from, into, start, width });
    [from, into] = [into, from];
  }
  return from;
}

type Run = { readonly from: Int32Array; readonly into: Int32Array; readonly start: number; readonly width: number };

/** Merges two neighbouring sorted runs. */
function merge(columns: readonly Float64Array[], { from, into, start, width }: Run): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const takesLeft =
      left < middle && (right >= end || compareBy(columns, from[left] as number, from[right] as number) <= 0);
    into[at] = from[takesLeft ? left++ : right++] as number;
  }
}
