// SPDX-License-Identifier: Apache-2.0
import { linesOf } from '@beichen/engines/sheets/lines.ts';
import { faultOfFile, MOST_SHEET_FILE, type SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { readTables } from '@beichen/method/sheets';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { query, type Route, type Taken, upload } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  bookCarried,
  bookChecked,
  bookQuery,
  carryBookQuery,
  columnsIn,
  FACT_SHEETS,
  type FactColumn,
  languageOfSheet,
  MOST_FACT_LINES,
  outQuery,
} from '../../model/fact-book.ts';
import { factNoInput } from '../../model/facts.ts';
import { checkBookAction, type FactLines, handInBookAction } from '../actions/fact-book.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { exportForms } from '../queries/fact-book.ts';

const door = { permission: 'assessment.declare', sees: 'assessment.declare' } as const;

async function bookIn(bytes: Uint8Array, name: string): Promise<FactLines> {
  const read = await readTables({ name, bytes }, { sheets: Object.values(FACT_SHEETS.figures), most: MOST_FACT_LINES });
  if (!read.ok) return { lines: [], faults: read.faults.map(faultOfFile) };
  const faults: SheetFault[] = [];
  const lines = read.value.flatMap((table) =>
    linesOf<FactColumn>(table, columnsIn(languageOfSheet(table.headings)), faults),
  );
  return { lines, faults };
}

/** Nothing is kept of a file, so nothing is let go of. */
const release = async (): Promise<void> => undefined;

const taken = (action: unknown, input: object): Taken => ({ action: action as Taken['action'], input, release });

/** Forms out to a workbook, and in again: checked first, then handed in. */
export function factBookRoutes(deps: FactDeps): Route[] {
  return [
    query({
      path: '/api/assessment/facts/book',
      summary: { zh: '导出能填的表（.xlsx）', en: 'The forms that may be filled in, as a workbook' },
      door,
      params: factNoInput,
      query: outQuery,
      output: z.instanceof(Response).describe('一个文件'),
      run: (ctx, { query: { lang } }) => exportForms(ctx, deps, lang),
    }),
    upload({
      path: '/api/assessment/facts/book/check',
      summary: {
        zh: '检查填好的表：会上报什么，有什么问题',
        en: 'Check a filled-in workbook: what it would hand in, and what is wrong',
      },
      door: { permission: 'assessment.declare' },
      params: factNoInput,
      query: bookQuery,
      output: bookChecked,
      most: MOST_SHEET_FILE,
      async take(bytes, { query: { name } }, key) {
        return taken(checkBookAction(deps), { id: key, book: await bookIn(bytes, name) });
      },
    }),
    upload({
      path: '/api/assessment/facts/book',
      summary: { zh: '上报填好的表', en: 'Hand a filled-in workbook in' },
      door: { permission: 'assessment.declare' },
      params: factNoInput,
      query: carryBookQuery,
      output: bookCarried,
      most: MOST_SHEET_FILE,
      errors: [platformErrors.badInput, platformErrors.conflict],
      async take(bytes, { query: { id, over, name } }) {
        return taken(handInBookAction(deps), { id, over, book: await bookIn(bytes, name) });
      },
    }),
  ];
}
