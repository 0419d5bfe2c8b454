// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCalendarTable } from '@beichen/kernel/calendar-table.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';

/** The pack's table of holidays. Throws with every fault and its line. */
export async function readCalendar(file: string): Promise<WorkingCalendar> {
  const read = readCalendarTable(await readFile(file, 'utf8'));
  if (read.ok) return read.value;
  const told = read.faults.map(
    ({ line, what, mend }) => `  ${basename(file)}:${line}  ${what.zh}；${mend.zh} · ${what.en}; ${mend.en}`,
  );
  throw new Error(`节假日表有误 · the table of holidays has faults:\n${told.join('\n')}`);
}
