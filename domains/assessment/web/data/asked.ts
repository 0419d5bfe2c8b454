// SPDX-License-Identifier: Apache-2.0
import { useLocation } from '@tanstack/react-router';
import type { Asked } from './addresses.ts';

type Address = Asked & { readonly unit: string | undefined; readonly star: string | undefined };

/** What the address asks for. Read as text: a year is a period here, not a number. */
export function addressOf(search: string): Address {
  const values = new URLSearchParams(search);
  const [period, method, evaluation, unit, star] = ['period', 'method', 'evaluation', 'unit', 'star'].map(
    (key) => values.get(key) ?? undefined,
  );
  return { period, method, evaluation, unit, star };
}

export const useAddress = (): Address => addressOf(useLocation().searchStr);
