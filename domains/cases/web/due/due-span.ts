// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, civilDateSchema } from '@beichen/kernel/time.ts';

/** The days by which something is due, both inside; open at a side where that is not given. */
export type DueSpan = { readonly from?: CivilDate; readonly until?: CivilDate };

const dateIn = (text: string | undefined): CivilDate | undefined => civilDateSchema.safeParse(text).data;

/** As it stands in an address: `2026-09-30`, `..2026-09-25`, `2026-10-12..`. */
export function spanText({ from, until }: DueSpan): string {
  return from !== undefined && from === until ? from : `${from ?? ''}..${until ?? ''}`;
}

/** Reads it back; `undefined` where it means nothing. */
export function readSpan(text: unknown): DueSpan | undefined {
  if (typeof text !== 'string') return undefined;
  const day = dateIn(text);
  if (day !== undefined) return { from: day, until: day };
  const [first, last, ...more] = text.split('..');
  const [from, until] = [dateIn(first), dateIn(last)];
  if (more.length > 0 || (from === undefined) === (until === undefined)) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
