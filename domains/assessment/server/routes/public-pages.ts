// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { noticeParams } from '../../model/notice.ts';
import { noInput } from '../../model/results.ts';
import type { NoticeSettings } from '../../model/settings.ts';
import { publicNotice, publicNotices } from '../queries/notices.ts';
import { proofOf, publicPackage } from '../queries/public-proof.ts';
import { noNoticePage, noticePageOf, noticesPage } from './notice-pages.ts';

type Deps = { readonly zone: string; readonly notice: NoticeSettings | undefined };

const asked = z.object({ lang: z.enum(['zh', 'en']).default('zh').describe('页面的文字') });
const page = z.instanceof(Response).describe('网页');

const isGone = (error: unknown): boolean => error instanceof Refusal && error.row === platformErrors.notFound;

/** Pages for people without an account: what hangs out, as they would read it on a board, and the data behind it where the city opens it. */
export function publicPageRoutes({ zone, notice: settings }: Deps): readonly Route[] {
  const openData = settings?.open_data === true;
  return [
    query({
      path: '/public/notices',
      summary: { zh: '公示（网页）', en: 'Public notices, as a page' },
      door: 'public',
      params: noInput,
      query: asked,
      output: page,
      run: async ({ tx, now }, { query: { lang } }) =>
        await noticesPage(await publicNotices(tx, now), { language: lang, zone }),
    }),
    query({
      path: '/public/notices/{id}',
      summary: { zh: '一份公示（网页）', en: 'A public notice, as a page' },
      door: 'public',
      params: z.object({ id: z.string().max(60) }),
      query: asked,
      output: page,
      async run({ tx, now }, { params: { id }, query: { lang } }) {
        const about = { language: lang, zone, openData };
        if (!noticeParams.safeParse({ id }).success) return await noNoticePage(about);
        try {
          const shown = await publicNotice(tx, id, now);
          return await noticePageOf(shown, await proofOf(tx, id, now), about);
        } catch (error) {
          if (isGone(error)) return await noNoticePage(about);
          throw error;
        }
      },
    }),
    query({
      path: '/public/notices/{id}/package',
      summary: { zh: '一份公示的公开数据包', en: 'The open data package of a public notice' },
      door: 'public',
      params: noticeParams,
      query: noInput,
      output: z.instanceof(Response).describe('一个文件'),
      run({ tx, now }, { params: { id } }) {
        if (!openData) throw new Refusal(platformErrors.notFound);
        return publicPackage(tx, id, now);
      },
    }),
  ];
}
