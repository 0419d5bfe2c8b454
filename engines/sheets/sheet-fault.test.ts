// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { faultsInOrder, type SheetFault } from './sheet-fault.ts';

const fault = (sheet: string, row: number | null): SheetFault => {
  const words = { zh: '', en: '' };
  return { sheet, row, column: null, value: '', what: words, mend: words };
};
const told = (faults: readonly SheetFault[]): string[] => faults.map(({ sheet, row }) => `${sheet}${row ?? ''}`);

test('faults come file first, then sheet by sheet as the file has them, row by row', () => {
  // By their characters 关系 stood before 单位.
  const faults = [fault('关系', 2), fault('单位', 9), fault('别的', 1), fault('', null), fault('单位', 3)];
  expect(told(faultsInOrder(faults, ['单位', '关系']))).toEqual(['', '单位3', '单位9', '关系2', '别的1']);
});
