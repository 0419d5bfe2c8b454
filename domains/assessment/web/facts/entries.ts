// SPDX-License-Identifier: Apache-2.0
import type { EnteredValues, FormPage } from '../../model/facts.ts';

/** A value as it is being typed. */
export type Entry = {
  readonly num: string;
  readonly den: string;
  readonly none: boolean;
  readonly confirmed: boolean;
};
export type Entries = Readonly<Record<string, Entry>>;

export const NOTHING: Entry = { num: '', den: '', none: false, confirmed: false };

type Measure = FormPage['measures'][number];

const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** What may stand in a field for a number. */
export const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[^\d.-]/g, '');

function numberIn(text: string): number | null {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? null : value;
}

/** As it opens: the draft, or what was declared for the period already. What the period before says waits to be confirmed. */
export function entriesOf({ draft, measures }: Pick<FormPage, 'draft' | 'measures'>): Entries {
  return Object.fromEntries(
    measures.map(({ id, held }) => {
      const kept = draft[id];
      if (kept !== undefined)
        return [id, { num: textOf(kept.num), den: textOf(kept.den), none: kept.none, confirmed: kept.confirmed }];
      return [id, held === null ? NOTHING : { ...NOTHING, num: textOf(held.num), den: textOf(held.den) }];
    }),
  );
}

/** As it is sent. */
export function valuesOf(entries: Entries): EnteredValues {
  return Object.fromEntries(
    Object.entries(entries).map(([id, { num, den, none, confirmed }]) => [
      id,
      { num: none ? null : numberIn(num), den: none ? null : numberIn(den), none, confirmed },
    ]),
  );
}

/** The value of the period before, confirmed. */
export function confirmedEntry({ last }: Pick<Measure, 'last'>): Entry {
  return { num: textOf(last?.num ?? null), den: textOf(last?.den ?? null), none: false, confirmed: true };
}
