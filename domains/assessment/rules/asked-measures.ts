// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Catalogue } from '@beichen/method';
import type { MeasureAsked, Offer } from '../model/facts.ts';

export type Figure = { readonly num: number | null; readonly den: number | null };

type Standing = Offer['measures'][number]['standing'];

/** Whether anybody may be asked for a measure: only for what no record gives and no panel judges. Unknown ones cannot be asked for. */
export function standingOf(catalogue: Catalogue, given: ReadonlySet<string>, id: string): Standing | undefined {
  const entry = catalogue.measures.get(id);
  if (entry === undefined) return undefined;
  if (given.has(id)) return 'known';
  return entry.source === 'declared' ? 'ask' : entry.source === 'judged' ? 'judged' : 'known';
}

/** A measure in the catalogue's words. One that has left the catalogue goes by its id. */
export function measureAsked(catalogue: Catalogue, id: string): MeasureAsked {
  const entry = catalogue.measures.get(id);
  if (entry === undefined) {
    const bare = { zh: id, en: id };
    return { id, title: bare, form: 'value', unit: { zh: '个', en: '' }, part: false, owner: '', basis: '' };
  }
  const { title, form, unit, numerator, denominator, part = false, owner, basis } = entry;
  return {
    id,
    title,
    form,
    unit,
    part,
    owner,
    basis,
    ...(numerator === undefined ? {} : { numerator }),
    ...(denominator === undefined ? {} : { denominator }),
  };
}

/** A figure in words: 41 / 46件. */
function figureWords({ num, den }: Figure, unit: MeasureAsked['unit']): { zh: string; en: string } {
  const bare = den === null ? String(num) : `${num ?? '—'} / ${den}`;
  return { zh: `${bare}${unit.zh}`, en: `${bare} ${unit.en}` };
}

const LEAVE = { zh: '从要求里去掉', en: 'take it out of the request' };

/** Why a measure cannot be asked for, by measure, whatever a form would call it, with its value where there is one. */
export function whyNot(
  catalogue: Catalogue,
  about: {
    readonly id: string;
    readonly at: number;
    readonly standing: Standing | undefined;
    readonly known: Figure | undefined;
  },
): InputFault {
  const { id, at, standing, known } = about;
  const path = `body/measures/${at}`;
  if (standing === undefined)
    return {
      path,
      what: { zh: `“${id}”不在指标目录里`, en: `"${id}" is not in the catalogue` },
      mend: { zh: '从目录里选', en: 'choose from the catalogue' },
    };
  const { title, unit } = measureAsked(catalogue, id);
  if (standing === 'judged')
    return {
      path,
      what: { zh: `“${title.zh}”由评审组评定`, en: `"${title.en}" is judged by a panel` },
      mend: LEAVE,
    };
  const said = known === undefined ? undefined : figureWords(known, unit);
  return {
    path,
    what: {
      zh: said === undefined ? `“${title.zh}”由记录得出，这一期还没有数` : `“${title.zh}”由记录得出，现值${said.zh}`,
      en:
        said === undefined
          ? `"${title.en}" comes from records, none so far`
          : `"${title.en}" comes from records: ${said.en}`,
    },
    mend: LEAVE,
  };
}
