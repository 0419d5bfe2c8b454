// SPDX-License-Identifier: Apache-2.0
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { namingBook, namingTitle } from '../../rules/naming-book.ts';
import { namingPage } from './namings.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The list of those who were named, as a workbook: organisations and no person. @throws Refusal */
export async function namingWorkbook(ctx: QueryContext, id: string, language: 'zh' | 'en'): Promise<Response> {
  const page = await namingPage(ctx, id);
  const { method, period } = page.naming;
  const name = encodeURIComponent(`${page.naming.title[language]}-${period}-${namingTitle(language)}.xlsx`);
  return new Response(namingBook(page, language) as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': XLSX,
      'Content-Disposition': `attachment; filename="${method}-${period}.xlsx"; filename*=UTF-8''${name}`,
      'Cache-Control': 'no-store',
    },
  });
}
