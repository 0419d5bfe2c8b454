// SPDX-License-Identifier: Apache-2.0

import { faultOfFile, MOST_SHEET_FILE } from '@beichen/engines/sheets/sheet-fault.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { readTables } from '@beichen/method/sheets';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { query, type Route, type Taken, upload } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  carryQuery,
  checkAnswer,
  exportQuery,
  importQuery,
  importStarted,
  importState,
  MOST_LINES,
  SHEETS,
} from '../../model/sheets.ts';
import { orgErrors } from '../../module.ts';
import { type Lines, readLines } from '../../rules/sheet-lines.ts';
import { checkImportAction, importAction } from '../actions/import-file.ts';
import { exportTree } from '../queries/export-tree.ts';
import { findImport } from '../queries/import-state.ts';
import type { PostDeps } from '../queries/posts.ts';

const none = z.strictObject({});
const door = { permission: 'org.import' };
const file = z.instanceof(Response).describe('一个文件');

async function linesOf(bytes: Uint8Array, name: string): Promise<Lines> {
  const wanted = { sheets: [SHEETS.units, SHEETS.posts, SHEETS.ties], most: MOST_LINES };
  const read = await readTables({ name, bytes }, wanted);
  return read.ok ? readLines(read.value) : { units: [], posts: [], ties: [], faults: read.faults.map(faultOfFile) };
}

/** Nothing is kept of a file, so nothing is let go of. */
const release = async (): Promise<void> => undefined;

function taken(action: unknown, input: object): Taken {
  return { action: action as Taken['action'], input, release };
}

export function inOutRoutes(deps: PostDeps): Route[] {
  return [
    query({
      path: '/api/org/export',
      summary: { zh: '导出单位、岗位与人员（.xlsx）', en: 'Units, posts and people as a workbook' },
      door: { permission: 'org.export' },
      params: none,
      query: exportQuery,
      output: file,
      errors: [platformErrors.forbidden, orgErrors.notThen],
      run: (ctx, { query: { unit, on } }) => exportTree(ctx, deps, { unit, on }),
    }),
    upload({
      path: '/api/org/imports/check',
      summary: { zh: '检查导入文件：会做什么，有什么问题', en: 'Check a file: what it would do, and what is wrong' },
      door,
      params: none,
      query: importQuery,
      output: checkAnswer,
      most: MOST_SHEET_FILE,
      async take(bytes, { query: { name } }, key) {
        return taken(checkImportAction(deps), { id: key, lines: await linesOf(bytes, name) });
      },
    }),
    upload({
      path: '/api/org/imports',
      summary: { zh: '导入文件', en: 'Import a file' },
      door,
      params: none,
      query: carryQuery,
      output: importStarted,
      most: MOST_SHEET_FILE,
      errors: [platformErrors.badInput],
      async take(bytes, { query: { id, basis, name } }) {
        return taken(importAction(deps), { id, basis, lines: await linesOf(bytes, name) });
      },
    }),
    query({
      path: '/api/org/imports/{id}',
      summary: { zh: '一次导入的结果', en: 'What became of an import' },
      door,
      params: z.object({ id: recordId }),
      query: none,
      output: importState,
      async run({ tx }, { params: { id } }) {
        const found = await findImport(tx, id);
        if (found === undefined) throw new Refusal(platformErrors.notFound);
        return found;
      },
    }),
  ];
}
