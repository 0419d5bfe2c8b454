// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { editedBook, rowsOfBook } from '@beichen/domains/assessment/testing/edited-book.ts';
import { instant } from '@beichen/kernel/time.ts';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

const MEASURE = 'legal.adviser_visits';
const QUARTER = 'period=2026-q3&method=community-stars';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PHONE = { width: 390, height: 844 };
/** The day after the last in time: five working days from 28 September are the 29th, the 30th, 8, 9 and 10 October. */
const LATE = instant('2026-10-11T02:00:00.000Z');

let app: StaffApp;
beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
}, 180_000);
afterAll(() => app?.stop());

/** No complaint of the accessibility check, and nothing wider than the window. */
async function isSound(page: Page, width: number): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(width);
}

type Item = { measure: string | null; num: number | null };

/** The figure of the measure in the live result of the reader's own community. */
async function liveFigure(context: BrowserContext): Promise<number | null | undefined> {
  const session = (await (await context.request.get('/api/session')).json()) as { posts: { unit: { id: number } }[] };
  const path = `/api/assessment/units/${session.posts[0]?.unit.id}?${QUARTER}`;
  const { explanation } = (await (await context.request.get(path)).json()) as {
    explanation: { sections: { items: Item[] }[] };
  };
  return explanation.sections.flatMap(({ items }) => items).find(({ measure }) => measure === MEASURE)?.num;
}

async function askFor(page: Page): Promise<void> {
  await open(page, '/facts/requests');
  await page.getByRole('button', { name: '新的填报要求' }).click();
  await page.getByLabel('法律顾问驻点次数').check();
  await page.getByLabel('责任单位').fill('市司法局');
  await page.getByLabel('依据').fill('“三零”创建要求');
  await page.getByLabel('用途').fill('季考评');
  await page.getByRole('button', { name: /^向\d+个单位发出/ }).click();
}

test('ask-twice-is-refused: what is known is shown and cannot be chosen; the same figure is asked once', async () => {
  await app.as({ role: 'city-organiser' }, async ({ page }) => {
    await askFor(page);
    await page.getByText('正在收').waitFor();
    await isSound(page, 1440);
    await askFor(page);
    await page.getByText('“法律顾问驻点次数”已经在收').first().waitFor();
    await page.getByRole('button', { name: '看现值' }).click();
    await page.getByRole('listitem').filter({ hasText: '事项按期办结率' }).first().waitFor();
    expect(await page.getByLabel('事项按期办结率').count()).toBe(0);
  });
});

test('declare: on a phone a form is filled in, refused with its fault, handed in, and the live item moves', async () => {
  await app.as({ role: 'community-secretary', ...PHONE }, async ({ page, context }) => {
    // All that waits for her stands on one page, cases and forms alike; the form is due in the week after next.
    await open(page, '/week');
    const form = page.getByRole('listitem').filter({ hasText: /^填报.*1个数/ });
    await form.getByText('10月10日截止').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      '今日到期',
      '本周到期',
      '以后到期',
    ]);
    await isSound(page, PHONE.width);
    await form.getByRole('link', { name: '填报', exact: true }).click();
    const field = page.getByLabel('数（次）');
    await field.fill('7.5');
    await page.getByText('正在保存草稿').first().waitFor();
    await page.getByText('草稿已保存').first().waitFor();
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe('7.5');
    await page.getByRole('button', { name: /^上报/ }).click();
    await page.getByText('不是0或正整数').first().waitFor();
    await isSound(page, PHONE.width);
    await field.fill('97');
    await page.getByText('正在保存草稿').first().waitFor();
    await page.getByText('草稿已保存').first().waitFor();
    await page.getByRole('button', { name: /^上报/ }).click();
    await page.getByText('由书院社区（社区书记）上报').waitFor();
    await app.city.settled();
    expect(await liveFigure(context)).toBe(97);
    await open(page, '/week');
    await page.getByRole('heading', { name: '本周到期' }).waitFor();
    expect(await form.count()).toBe(0);
  });
});

test('a declared figure leads from the form to its measure: which post declared it and when, up to the whole city', async () => {
  await app.as({ role: 'community-secretary', ...PHONE }, async ({ page }) => {
    await open(page, '/facts');
    await page
      .getByRole('link', { name: /^(填|查看)/ })
      .first()
      .click();
    await page.getByRole('link', { name: '法律顾问驻点次数' }).click();
    await page.getByRole('heading', { level: 1, name: '法律顾问驻点次数' }).waitFor();
    await page.getByText('书院社区 社区书记').waitFor();
    await page.getByText('本期填写').waitFor();
    expect(await page.getByText(/^97\s*次$/).count()).toBeGreaterThan(0);
    await isSound(page, PHONE.width);
  });
  await app.as({ role: 'city-organiser' }, async ({ page, context }) => {
    await open(page, '/burden');
    await page.getByRole('link', { name: '法律顾问驻点次数' }).click();
    const path = '/api/assessment/measures/legal.adviser_visits/facts?period=2026-q3&limit=200&unit=1';
    const facts: { num: number; total: number; next: number | null; rows: { num: number }[] }[] = [];
    for (let next: number | null = 0; next !== null; next = facts.at(-1)?.next ?? null)
      facts.push((await (await context.request.get(`${path}${next === 0 ? '' : `&cursor=${next}`}`)).json()) as never);
    const sum = facts.flatMap(({ rows }) => rows).reduce((total, { num }) => total + num, 0);
    // What is shown is what the units declared, one by one, added up.
    const total = facts[0]?.total;
    await page.getByText(`${total}个单位`, { exact: true }).waitFor();
    expect(facts[0]?.num).toBe(sum);
    await page.getByText(new RegExp(`^${sum.toLocaleString('en')}\\s*次$`)).waitFor();
    await page.getByRole('button', { name: '再看一些' }).click();
    await page.getByText(`已列100条，共${total}条`).waitFor();
    await isSound(page, 1440);
  });
});

test('declare-by-workbook: a street takes the forms out, fills them in offline, is told each fault, and hands them in', async () => {
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    await open(page, '/facts');
    await page.getByRole('link', { name: '用表格填报' }).click();
    await page.getByRole('heading', { name: '第一步 导出' }).waitFor();
    await isSound(page, 1440);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出填报表' }).click();
    const out = readFileSync(await (await saved).path());
    const rows = await rowsOfBook(out);
    const [first, second] = rows.map(({ unit }) => unit ?? '').filter((unit) => !unit.startsWith('书院'));
    const filled = (by: Record<string, string>) =>
      editedBook(out, ({ unit, num }) => ({ num: by[unit ?? ''] ?? (unit?.startsWith('书院') === true ? num : null) }));
    const drop = async (bytes: Uint8Array): Promise<void> =>
      await page.setInputFiles('input[type=file]', { name: '填报.xlsx', mimeType: XLSX, buffer: Buffer.from(bytes) });

    await drop(await filled({ [first ?? '']: '三次', [second ?? '']: '6' }));
    await page.getByRole('cell', { name: '不是数' }).waitFor();
    await page.getByText('1处要先改正，什么都还没有改动。').waitFor();
    await isSound(page, 1440);
    await page.getByRole('button', { name: '换一个文件' }).click();
    const good = await filled({ [first ?? '']: '3', [second ?? '']: '6' });
    await drop(good);
    // What the community handed in on its phone meanwhile stands in the file as it was exported, so it is the same.
    await page.getByText('与已上报的一致1张').waitFor();
    await isSound(page, 1440);
    await page.getByRole('button', { name: '上报2张表' }).click();
    await page.getByText('已上报2张表').waitFor();
    await page.getByRole('button', { name: '再导入一个' }).click();
    await drop(good);
    await page.getByText('没有要上报的', { exact: true }).waitFor();
  });
});

test('the burden, the catalogue and the list of those wanting are sound', async () => {
  await app.as({ role: 'city-organiser' }, async ({ page }) => {
    for (const [path, said] of [
      ['/burden', '一杆秤'],
      ['/assessment/catalogue', '法律顾问驻点次数'],
    ] as const) {
      await open(page, path);
      await page.getByText(said).first().waitFor();
      await isSound(page, 1440);
    }
  });
});

test('late-exception: after the due time a form is locked, and opens by leave of another post that stands on it', async () => {
  await app.city.moveTo(LATE);
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    await open(page, '/facts');
    await page.getByRole('link', { name: '查看' }).first().click();
    await page.getByLabel('原因').fill('连日停电');
    await page.getByRole('button', { name: '提交补报申请' }).click();
    await page.getByText('已申请补报，等待批准').waitFor();
  });
  await app.as({ role: 'county-organiser' }, async ({ page }) => {
    await open(page, '/facts/requests');
    await page
      .getByRole('link', { name: /^看未报/ })
      .first()
      .click();
    await page.getByLabel(/补报到$/).fill('2026-10-15');
    await page.getByRole('button', { name: '批准补报' }).click();
    await page.getByText(/批准补报，10月15日截止。原因：连日停电/).waitFor();
  });
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    await open(page, '/facts');
    await page.getByText('获准补报').waitFor();
  });
});
