// SPDX-License-Identifier: Apache-2.0
import type { Fault, Words } from '../fault.ts';
import type { Units } from '../table.ts';
import { shown } from './place.ts';

/** Zeros that a spreadsheet may have dropped in front of an id. */
const MOST_ZEROS = 12;

/** How a spreadsheet shows a long number: the digits behind are lost. */
export const SCIENTIFIC = /^\d(?:\.\d+)?E\+\d{2,3}$/;

type Near = { readonly code: string; readonly id: string; readonly what: Words };

/** The unit that was probably meant, and how the cell differs from it. */
function nearTo(units: Units, id: string): Near | undefined {
  const has = (candidate: string): boolean => candidate !== id && units.index.has(candidate);
  const trimmed = id.replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, '');
  if (has(trimmed)) {
    const leading = !id.startsWith(trimmed);
    const what = leading
      ? { zh: '前面有空格', en: 'has a leading space' }
      : { zh: '末尾有空格', en: 'has a trailing space' };
    return { code: 'unit-space', id: trimmed, what };
  }
  const narrow = trimmed.normalize('NFKC');
  if (has(narrow))
    return { code: 'unit-full-width', id: narrow, what: { zh: '有全角字符', en: 'has full-width characters' } };
  if (/^\d+$/.test(id))
    for (let zeros = 1; zeros <= MOST_ZEROS; zeros += 1) {
      const padded = '0'.repeat(zeros) + id;
      if (has(padded))
        return {
          code: 'unit-zeros',
          id: padded,
          what: { zh: '前面的0被表格软件去掉了', en: 'has lost its leading zeros to a spreadsheet' },
        };
    }
  return undefined;
}

/** A unit that is not in the list: what a person most likely did, where it can be told. */
export function unknownUnitFault(units: Units, id: string, rows: number): Omit<Fault, 'file' | 'line'> {
  const quoted = shown(id);
  const [zh, en] = rows > 1 ? [`（从这一行起共${rows}行）`, ` (${rows} rows, from this one on)`] : ['', ''];
  const near = nearTo(units, id);
  if (near !== undefined)
    return {
      code: near.code,
      what: { zh: `“unit”列：“${quoted}”${near.what.zh}${zh}`, en: `column "unit": "${quoted}" ${near.what.en}${en}` },
      mend: { zh: `写成${shown(near.id)}`, en: `write ${shown(near.id)}` },
    };
  if (SCIENTIFIC.test(id))
    return {
      code: 'unit-scientific',
      what: {
        zh: `“unit”列：“${quoted}”是被表格软件变成科学记数的编号${zh}`,
        en: `column "unit": "${quoted}" is an id that a spreadsheet turned into scientific notation${en}`,
      },
      mend: { zh: '把这一列设为“文本”格式，重新填入编号', en: 'format the column as text and enter the ids again' },
    };
  return {
    code: 'unknown-unit',
    what: {
      zh: `“unit”列：单位“${quoted}”不在单位表中${zh}`,
      en: `column "unit": unit "${quoted}" is not in the list of units${en}`,
    },
    mend: { zh: `在${units.file}中补上这个单位，或改正unit`, en: `add the unit to ${units.file}, or correct it here` },
  };
}
