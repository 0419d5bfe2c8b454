// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeApprovedTown } from './testing/approved-town.ts';
import { bodyOf, send } from './testing/client.ts';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

const AFTER = instant('2026-10-12T02:00:00.000Z');
const PHONE = { width: 390, height: 844 };
const QUARTER = { period: '2026-q3', method: 'community-stars' };
const all = (verbs: string): string[] => verbs.split(' ').map((verb) => `assessment.${verb}`);

let app: StaffApp;

/** A county of two communities, whose method a city office has approved: by what is declared each comes to two stars. */
async function approvedTown(folder: string): Promise<void> {
  await writeApprovedTown(folder, {
    units: [
      { code: 'T1', name: '小城市', kind: 'city', parent: '' },
      { code: 'T2', name: '东县', kind: 'county', parent: 'T1' },
      { code: 'T3', name: '东街道', kind: 'street', parent: 'T2' },
      { code: 'T4', name: '河社区', kind: 'community', parent: 'T3' },
      { code: 'T5', name: '桥社区', kind: 'community', parent: 'T3' },
    ],
    roles: {
      organiser: ['org.read', 'cases.read', ...all('read freeze rank name withdraw')],
      county: ['org.read', 'cases.read', ...all('read')],
    },
    people: [
      { id: 'city', name: '市办事', role: 'organiser', unit: 'T1' },
      { id: 'county', name: '县办事', role: 'county', unit: 'T2' },
    ],
    facts: [],
  });
}

beforeAll(async () => {
  app = await startStaffApp(approvedTown);
  await app.city.settled();
  await app.city.moveTo(AFTER);
  await app.city.settled();
  const cookie = await app.city.signIn('city');
  const answer = await send(
    app.city.url,
    { method: 'POST', path: '/api/assessment/freeze', body: QUARTER },
    { cookie },
  );
  expect([answer.status, bodyOf<{ id: string }>(answer).id]).toEqual([201, expect.any(String)]);
  await app.city.settled();
}, 300_000);
afterAll(() => app?.stop());

async function isSound(page: Page, width: number): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(width);
}

let list = '';

test('the city names from the final result: a list with its document, its programme and what goes with a title', async () => {
  await app.as({ role: 'city' }, async ({ page, complaints }) => {
    await open(page, '/assessment');
    await page.getByRole('button', { name: '命名', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('命名文号').fill('宛发〔2026〕20号');
    await isSound(page, 1440);
    await dialog.getByRole('button', { name: '命名并生成名单' }).click();
    await page.getByRole('heading', { name: '2026年第三季度表彰名单' }).waitFor();
    list = new URL(page.url()).pathname;
    await page.getByRole('link', { name: '河社区' }).waitFor();
    for (const text of ['宛发〔2026〕20号', '宛组〔2026〕30号 · 市委组织部', '2026年1月1日至2026年12月31日'])
      expect(await page.locator('main').innerText()).toContain(text);
    expect(await page.getByText(/工作经费/).count()).toBe(2);
    await isSound(page, 1440);
    expect(complaints).toEqual([]);
  });
});

test('withdraw-a-star: taken back with reason and document, struck on the list, the chart and the unit’s page; the result stays', async () => {
  await app.as({ role: 'city' }, async ({ page }) => {
    await open(page, list);
    const row = page.getByRole('row').filter({ hasText: '河社区' });
    const before = await row.getByRole('img').first().getAttribute('aria-label');
    await row.getByRole('button', { name: '摘星' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('考评结果不变').waitFor();
    const star = await dialog.getByLabel('哪颗星').locator('option:checked').innerText();
    await dialog.getByRole('button', { name: '摘下这颗星' }).click();
    // Without a reason nothing is sent, and the place is said.
    expect(await dialog.getByLabel('理由').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('理由').fill('回头看发现弄虚作假');
    await dialog.getByLabel('依据').fill('考核评价办法第十五条');
    await isSound(page, 1440);
    await dialog.getByRole('button', { name: '摘下这颗星' }).click();
    await row.getByText('回头看发现弄虚作假（考核评价办法第十五条）').waitFor();
    await row.getByText(star).first().waitFor();
    expect(await row.getByRole('img').first().getAttribute('aria-label')).not.toBe(before);
    await isSound(page, 1440);
    await row.getByRole('link', { name: '河社区' }).click();
    await page.getByText('已摘星').first().waitFor();
    await isSound(page, 1440);
  });
});

test('a county reads the list on a phone, and takes nothing back', async () => {
  await app.as({ role: 'county', ...PHONE }, async ({ page }) => {
    await open(page, '/assessment/namings');
    await isSound(page, PHONE.width);
    await page.getByRole('link', { name: '宛发〔2026〕20号' }).click();
    await page.getByText('回头看发现弄虚作假').first().waitFor();
    expect(await page.getByRole('button', { name: '摘星' }).count()).toBe(0);
    await isSound(page, PHONE.width);
    await open(page, list);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
});
