// SPDX-License-Identifier: Apache-2.0
import { fileErrors } from '../file-errors.ts';
import { Unfit } from '../form.ts';

/** Dots of a picture at most: shown, each takes four bytes. Phones take 12 to 50 million. */
const MOST_DOTS = 64_000_000;
const MOST_SIDE = 20_000;

export const broken = (): Unfit => new Unfit(fileErrors.broken);

/** @throws Unfit where a small file would become a huge picture, or none */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw broken();
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_DOTS) throw new Unfit(fileErrors.swollen);
}

export function textAt(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytes.subarray(from, from + length)).toString('latin1');
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
