// SPDX-License-Identifier: Apache-2.0
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Desk } from '@beichen/platform-web/testing/desks.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open as openPage, type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
}, 240_000);
afterAll(() => app?.stop());

async function idOf(code: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM unit WHERE code = ${code}`.execute(app.city.city.worker.db);
  return rows[0]?.id ?? 0;
}

async function using<T>(path: string, visitor: Visitor, work: (desk: Desk) => Promise<T>): Promise<T> {
  return await app.as(visitor, async (desk) => {
    await openPage(desk.page, path);
    return await work(desk);
  });
}

/** What the screen must be in every state, whatever its width. */
async function isSound({ page, complaints }: Desk, width: number): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(width);
  // A figure that is refused, as it should be, is a complaint of the browser's.
  expect(complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([]);
}

test('from the list of estates without a patron to one that has: in the name of a post, and the list is one shorter', async () => {
  await using('/coverage', { role: 'street-organiser', width: 1440 }, async (desk) => {
    const { page } = desk;
    // Of nine estates of the street, by example/grassroots.csv and relations.csv, five have a patron.
    const row = page.getByRole('row', { name: /小区 分包人 9 4/ });
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: '没有分包人的小区（4）' }).waitFor();
    await isSound(desk, 1440);
    await page.getByRole('link', { name: '白河人家小区' }).click();
    await page.getByText('没有人分包').waitFor();
    await page.getByRole('button', { name: '设定' }).click();
    await page.getByLabel('设定什么').selectOption({ label: '分包它的' });
    await page.getByLabel('由哪个单位').fill('东关街道');
    await page.getByRole('button', { name: /^东关街道/ }).click();
    // A street is patron by its secretary, never as a whole.
    expect(await page.getByLabel('以谁的名义').locator('option').allTextContents()).toEqual(['党（工）委书记']);
    await page.getByText(/起，白河人家小区由东关街道的党（工）委书记分包。/).waitFor();
    await isSound(desk, 1440);
    await page.getByRole('form').getByRole('button', { name: '设定' }).click();
    await page.getByText('已设定').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: '东关街道' })
      .filter({ hasText: '党（工）委书记' })
      .filter({ hasText: '韩*' })
      .waitFor();
    await page.getByRole('link', { name: '覆盖', exact: true }).click();
    await page.getByRole('row', { name: /小区 分包人 9 3/ }).waitFor();
  });
});

test('on a phone a community sees who guides, trains, carries out and assesses, and may change none of what is set above', async () => {
  const estate = await idOf('411302001006X01');
  await using(`/units/${estate}`, { role: 'community-secretary', width: 390 }, async (desk) => {
    const { page } = desk;
    const chain = page.getByRole('listitem');
    for (const [duty, by] of [
      ['指导', '市委书记'],
      ['培训', '县（市、区）委书记'],
      ['落实', '社区书记'],
      ['考核', '市委书记'],
    ] as const)
      await chain.filter({ hasText: duty }).filter({ hasText: by }).first().waitFor();
    await page.getByText('由书院社区一级统一设定').waitFor();
    expect(await page.getByRole('button', { name: /^结束/ }).count()).toBe(0);
    await isSound(desk, 390);
  });
});

test('a grid that is too large is marked and listed; counted anew it is neither, and the figure before is kept', async () => {
  const grid = await idOf('411302001006002');
  await using(`/units/${grid}`, { role: 'community-secretary', width: 390, theme: 'dark' }, async (desk) => {
    const { page } = desk;
    await page.getByText('655户', { exact: true }).waitFor();
    await page.getByText('超过500户').waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const form = page.getByRole('form');
    await form.getByRole('button', { name: '登记' }).click();
    await page.getByText('写整数，没有的写0').waitFor();
    await form.getByLabel('户数').fill('655');
    await form.getByRole('button', { name: '登记' }).click();
    await page.getByText('现在登记的就是655户', { exact: true }).waitFor();
    await form.getByLabel('户数').fill('480');
    await isSound(desk, 390);
    await form.getByRole('button', { name: '登记' }).click();
    await page.getByText('已登记', { exact: true }).waitFor();
    await page.getByText('480户', { exact: true }).waitFor();
    await page.getByText('规模适当').waitFor();
    await page.getByText('其他日期的（1）').click();
    await page.getByText('655户', { exact: true }).waitFor();
    await isSound(desk, 390);
    await page.goto(`${app.city.url}/coverage?unit=${await idOf('411302001006')}&list=over.base-grid`);
    await page.getByText('没有这样的单位：超过500户的基础网格。').waitFor();
  });
});
