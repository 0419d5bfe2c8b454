// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { axeFinds, COLOURS } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

let app: StaffApp;
let review = '';

beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
  // The third quarter is over; the National Day holiday too.
  await app.city.moveTo(instant('2026-10-09T02:00:00.000Z'));
}, 180_000);
afterAll(() => app?.stop());

const as = (role: string, work: (page: Page) => Promise<void>, view: Visitor = {}) =>
  app.as({ role, ...view }, ({ page }) => work(page));

/** Opens a star of the review's first place as the reader has it. */
async function openGrid(page: Page, star: string): Promise<void> {
  await page.goto(`/assessment/reviews/${review}`);
  await page
    .getByRole('link', { name: new RegExp(`的${star}$`) })
    .first()
    .click();
  await page.getByRole('region', { name: '各单位各项得分' }).waitFor();
}

const cell = (page: Page, unit: string) => page.getByRole('button', { name: `${unit}，事项按期办结` });

test('the organiser opens the review of a period that is over; its steps have their last days', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/assessment/reviews');
    await page.getByRole('button', { name: '开始评审2026年第三季度' }).click();
    await page.waitForURL(/\/assessment\/reviews\/[0-9a-f-]{36}$/);
    review = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    // From Friday 9 October: Saturday the 10th is worked, so the fifth working day is Thursday the 15th; five more are the 22nd, the 29th.
    await page.getByRole('columnheader', { name: '自评（10月15日止）' }).waitFor();
    await page.getByRole('columnheader', { name: '专班评审（10月29日止）' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});

test('a community explains a fact and hands its own word in', async () => {
  await as('community-secretary', async (page) => {
    await openGrid(page, '平安法治星');
    await cell(page, '书院社区').click();
    await page.getByRole('button', { name: '提交说明' }).click();
    await page.getByText('写清事实和依据，至少4个字').waitFor();
    await page.getByRole('textbox', { name: '理由（社区能看到）' }).fill('两件在派遣争议期间超期，请核');
    await page.getByRole('button', { name: '提交说明' }).click();
    await page.getByText('两件在派遣争议期间超期，请核').last().waitFor();
    await page.getByRole('checkbox', { name: '选中书院社区' }).check();
    await page.getByRole('button', { name: '自评属实，交1个' }).click();
    await page.getByText('已记下1个').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});

test('the street accepts many at once; the task force corrects one with a reason, and the star moves', async () => {
  await app.city.moveTo(instant('2026-10-16T02:00:00.000Z'));
  await as('street-organiser', async (page) => {
    await openGrid(page, '平安法治星');
    await page.getByRole('checkbox', { name: /^选中待评的/ }).check();
    await page.getByRole('button', { name: /^街道初审通过\d+个$/ }).click();
    await page.getByText(/^已记下\d+个$/).waitFor();
  });
  await as('panel-safe', async (page) => {
    await openGrid(page, '平安法治星');
    await page.getByRole('button', { name: /^有说明或更正/ }).click();
    await cell(page, '书院社区').click();
    const figures = page.getByRole('complementary', { name: '书院社区，事项按期办结' });
    const [, num = '', den = ''] = /(\d+) \/ (\d+)件/.exec(await figures.innerText()) ?? [];
    await figures.getByRole('radio', { name: /^更正/ }).check();
    await figures.getByRole('textbox', { name: '按期办结的事项' }).fill(`${Number(den) + 1}`);
    await figures.getByRole('textbox', { name: '理由（社区能看到）' }).fill('两件按办法应停钟，计为按期');
    await figures.getByRole('button', { name: '提交更正' }).click();
    await page.getByText(`分子${Number(den) + 1}大于分母${den}`).waitFor();
    await figures.getByRole('textbox', { name: '按期办结的事项' }).fill(`${Number(num) + 2}`);
    const told = await figures.getByText(/改成这个数，本项.*分变.*分，本星.*分变.*分/).innerText();
    await figures.getByRole('button', { name: '提交更正' }).click();
    await figures.getByText(`更正前：${num} / ${den}件`).waitFor();
    // What was told before it was sent is what it came to.
    await app.city.settled();
    const { pathname, search } = new URL(page.url());
    const { units } = (await (await page.request.get(`/api${pathname}${search}`)).json()) as {
      units: { name: string; points: number }[];
    };
    expect(told).toContain(`变${units.find(({ name }) => name === '书院社区')?.points.toFixed(2)}分。`);
    expect(await axeFinds(page)).toEqual([]);
    expect(await axeFinds(page, { rules: COLOURS })).toEqual([]);
  });
  await as('community-secretary', async (page) => {
    await page.goto('/assessment');
    await page.goto('/');
    await page.getByRole('heading', { name: '评审更正过的数据' }).waitFor();
    await page.getByText('两件按办法应停钟，计为按期').waitFor();
  });
});

test('on paper the sheet is whole: all its units, what was corrected, a place for each step to sign and seal, and its digest', async () => {
  await as('panel-safe', async (page) => {
    await openGrid(page, '平安法治星');
    // What is looked at is a part of it.
    await page.getByRole('button', { name: /^有说明或更正/ }).click();
    const { pathname, search } = new URL(page.url());
    const { digest, units } = (await (await page.request.get(`/api${pathname}${search}`)).json()) as {
      digest: string;
      units: unknown[];
    };
    const rows = page.getByRole('region', { name: '各单位各项得分' }).getByRole('row');
    expect(await rows.count()).toBeLessThan(units.length);
    await page.emulateMedia({ media: 'print' });
    try {
      // The head, and a row for each unit.
      await expect.poll(() => rows.count()).toBe(units.length + 1);
      await page.getByText(`本表校验码（SHA-256）：${digest}`, { exact: true }).waitFor();
      await page
        .getByText(`2026年第三季度 · 社区“五星”支部创建考核评价办法（2026版） · 共${units.length}个单位`)
        .waitFor();
      const signs = page.getByRole('listitem').filter({ hasText: '负责人签字：' }).filter({ hasText: '（盖章处）' });
      expect((await signs.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
        '自评',
        '街道初审',
        '专班评审',
        '联审',
      ]);
      const corrected = page
        .getByRole('table', { name: '更正和暂挂（1项）' })
        .getByRole('row')
        .filter({ hasText: '书院社区' });
      expect(await corrected.innerText()).toContain('两件按办法应停钟，计为按期');
      expect(await page.getByRole('button', { name: /^专班评审通过/ }).isVisible()).toBe(false);
    } finally {
      await page.emulateMedia({ media: 'screen' });
    }
    await expect.poll(() => rows.count()).toBeLessThan(units.length);
  });
});

test('on a phone nothing is wider than the screen', async () => {
  const narrow = async (page: Page): Promise<void> => {
    await openGrid(page, '平安法治星');
    await cell(page, '书院社区').click();
    expect(await widthOf(page)).toBe(390);
    await page.goto(`/assessment/reviews/${review}`);
    await page.getByRole('heading', { name: '各步进度' }).waitFor();
    expect(await widthOf(page)).toBe(390);
  };
  await as('community-secretary', narrow, { width: 390 });
});

test('the joint review meets; it ends the review when the steps are over, and not before', async () => {
  const write = async (page: Page): Promise<void> => {
    await page.goto(`/assessment/reviews/${review}`);
    await page.getByRole('button', { name: '记一次联审会' }).click();
    await page.getByRole('textbox', { name: '到会单位' }).fill('市委组织部、市委政法委');
    await page.getByRole('textbox', { name: '议定事项' }).fill('逐星审议各县（市、区）评审结果，同意结束。');
    await page.getByRole('radio', { name: /^到此结束/ }).check();
    await page.getByRole('button', { name: '记下会议，结束评审' }).click();
  };
  await as('city-organiser', async (page) => {
    await write(page);
    await page.getByText('前面有的步骤没有评完，也没有到期').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
  await app.city.moveTo(instant('2026-10-30T02:00:00.000Z'));
  await as('city-organiser', async (page) => {
    await write(page);
    await page.getByText('评审已结束').waitFor();
    await page.getByText('到会：市委组织部、市委政法委').waitFor();
  });
});
