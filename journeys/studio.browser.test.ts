// SPDX-License-Identifier: Apache-2.0
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
}, 180_000);
afterAll(() => app?.stop());

const RECKONED = /已按\d+个单位重算/;

/** The figure under a name at the head of the result. */
const figure = async (page: Page, name: string): Promise<number> =>
  Number(await page.locator('dl > div', { hasText: name }).locator('dd').first().innerText());

async function totals(page: Page): Promise<string> {
  const answer = await page.request.get('/api/assessment/chart?period=2026-q3&method=community-stars');
  const { evaluation, units } = (await answer.json()) as {
    evaluation: { edition: string };
    units: { id: number; total: number; stars: number }[];
  };
  return JSON.stringify([evaluation.edition, units.map(({ id, total, stars }) => [id, total, stars])]);
}

/** Puts another text into the editor, as somebody does who pastes it. */
async function paste(page: Page, change: (text: string) => string): Promise<void> {
  const id = page.url().split('/').at(-1);
  const { source } = (await (await page.request.get(`/api/assessment/drafts/${id}`)).json()) as { source: string };
  const editor = page.getByRole('textbox', { name: '办法全文' });
  await editor.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(change(source));
}

const begin = async (page: Page): Promise<void> => {
  await page.goto('/assessment/drafts');
  await page.getByRole('button', { name: '由这一版改起' }).click();
  await page.getByText(RECKONED).waitFor();
  await page.getByRole('textbox', { name: '办法全文' }).waitFor();
};

test('a draft is changed, tried, mended, checked and published; what was reckoned before stays', async () => {
  await app.as({ role: 'city-organiser' }, async ({ page }) => {
    await begin(page);
    const before = await totals(page);
    expect(await figure(page, '有变化')).toBe(0);

    await page.getByRole('textbox', { name: '支部过硬星 获星分值' }).fill('85');
    await page.getByText('没有单位的结果有变化。').waitFor({ state: 'detached' });
    const fewer = await figure(page, '星数减少');
    expect(fewer).toBeGreaterThan(0);
    expect(await figure(page, '星数增加')).toBe(0);
    await page.getByRole('button', { name: `星数减少${fewer}` }).waitFor();
    const beside = page.getByRole('region', { name: '与2026版对照' }).first();
    await beside.getByText('支部过硬星 · 获星分值').waitFor();
    await page.getByText('已自动保存').waitFor();

    await paste(page, (text) => text.replace('measure: org.hub_cover', 'measure: app.checkins'));
    await page.getByText('草案有错误，下面是上一次能算时的结果。').waitFor();
    const place = page.getByRole('button', { name: /^第\d+行第\d+列$/ });
    expect(await place.count()).toBe(1);
    await page
      .getByText(/指标目录里没有“app\.checkins”/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '发布' }).and(page.locator('[aria-disabled=true]')).waitFor();
    await page.getByText('已自动保存').waitFor();

    await paste(page, (text) =>
      text
        .replace('measure: app.checkins', 'measure: org.hub_cover')
        .replace('edition: "2026"', 'edition: "2027"')
        .replace('from: 2026-01-01, to: 2026-12-31', 'from: 2027-01-01, to: 2027-12-31'),
    );
    await page.getByText('能算，指标都在指标目录内。').waitFor();
    await page.getByText('已自动保存').waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('textbox', { name: '批准文号' }).fill('宛组〔2026〕12号');
    await page.getByRole('textbox', { name: '批准文件名称' }).fill('关于印发社区“五星”支部创建考核评价办法的通知');
    await page.getByRole('button', { name: '发布这一版' }).click();
    await page.getByText('已发布为2027版').waitFor();
    const editions = page.getByRole('region', { name: '已发布的版本' }).first();
    await editions.getByRole('cell', { name: '2027', exact: true }).waitFor();
    expect(await totals(page)).toBe(before);
  });
});

test('a county drafts its own, tries it on what it sees, is told where that is not enough, and withdraws it', async () => {
  await app.as({ role: 'county-organiser' }, async ({ page }) => {
    await begin(page);
    await page.getByText('同组的单位都在里面').waitFor();
    await page.getByText('办法由市里批准发布').waitFor();
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
    await paste(page, (text) => text.replace('peers: county', 'peers: all'));
    await page.getByText('本岗位看不到其中的一部分').waitFor();
    expect(await page.locator('dl[data-seq]').count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByText('已自动保存').waitFor();
    await page.getByRole('button', { name: '撤回草案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await page.getByRole('region', { name: '草案' }).first().getByText('已撤回').waitFor();
    await page.getByRole('link', { name: '对照两个版本' }).click();
    // Published by the test before, or, where this one runs alone, one edition on both sides.
    await page
      .getByText(/已按\d+个单位重算|两边选的是同一版/u)
      .first()
      .waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});

test.each([
  ['zh-CN', 1440],
  ['en', 1440],
  ['zh-CN', 390],
  ['en', 390],
] as const)(
  'in %s at %i pixels nothing is found by axe and nothing is wider than the page',
  async (language, width) => {
    await app.as({ role: 'city-organiser', language, width }, async ({ page }) => {
      await page.goto('/assessment/drafts');
      await page
        .getByRole('button', { name: language === 'en' ? 'Draft from this edition' : '由这一版改起' })
        .waitFor();
      expect(await axeFinds(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await page.getByRole('button', { name: language === 'en' ? 'Draft from this edition' : '由这一版改起' }).click();
      await page.getByText(language === 'en' ? /units evaluated again/ : RECKONED).waitFor();
      await page.getByRole('textbox', { name: language === 'en' ? 'The whole text' : '办法全文' }).waitFor();
      // On a phone a draft is read: there is nothing to turn.
      if (width > 640) await page.getByRole('slider').nth(11).waitFor();
      else expect(await page.getByRole('slider').count()).toBe(0);
      expect(await axeFinds(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
    });
  },
);
