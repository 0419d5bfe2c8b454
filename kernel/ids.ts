// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** An id made by the client: UUID version 7. Its time is never trusted; it only keeps an index in order. */
export const recordId = z.uuidv7().describe('标识，由客户端生成的 UUIDv7');

/** Sixteen bytes of chance and a time in ms make a UUIDv7; both come from the caller, so that this stays pure. */
export function uuidv7From(now: number, chance: Uint8Array): string {
  const bytes = Uint8Array.from(chance.subarray(0, 16));
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
