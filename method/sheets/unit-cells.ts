// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import { type Place, shown } from './place.ts';
import { SCIENTIFIC } from './unknown-unit.ts';

/** Whether a spreadsheet showed a long id as a number, and its last digits are gone. */
export const isScientific = (text: string | null | undefined): boolean =>
  typeof text === 'string' && SCIENTIFIC.test(text);

type Where = { readonly at: () => Place; readonly faults: Faults };

export function refuseScientific(heading: string, text: string, { at, faults }: Where): void {
  faults.add(() => ({
    ...at(),
    code: 'id-scientific',
    what: {
      zh: `“${heading}”列：“${shown(text)}”是被表格软件变成科学记数的编号，末几位已丢失`,
      en: `column "${heading}": "${shown(text)}" is an id that a spreadsheet turned into scientific notation; its last digits are lost`,
    },
    mend: { zh: '把这一列设为“文本”格式，重新填入编号', en: 'format the column as text and enter the ids again' },
  }));
}

export function refuseManyUnits(place: Place, units: number, faults: Faults): void {
  faults.add({
    ...place,
    code: 'too-many-units',
    what: { zh: `单位太多，已到${units}个`, en: `there are too many units: ${units} so far` },
    mend: {
      zh: '只保留本次考核的单位和用到的列',
      en: 'keep only the units of this assessment, and the columns that are needed',
    },
  });
}
