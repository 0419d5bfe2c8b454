// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffApp, startStaffApp } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
}, 240_000);
afterAll(() => app?.stop());

type Waiting = {
  readonly id: string;
  readonly number: string;
  readonly dueAt: string;
  readonly unit: { readonly id: number };
};

/** What waits for whoever's page it is, to be closed. */
async function toClose(page: Page): Promise<Waiting[]> {
  const answer = await page.context().request.get('/api/cases/mine');
  const { rows } = (await answer.json()) as { rows: (Waiting & { readonly waitsFor: string })[] };
  return rows.filter(({ waitsFor }) => waitsFor === 'close');
}

/** The day's end of 28 September in Nanyang: the first moment that is too late for what is due that day. */
const MIDNIGHT = '2026-09-28T16:00:00.000Z';

type Figure = { readonly num: number; readonly den: number };

/** The item as the page tells it, “41 / 46件”, once it tells another than `before`: nobody reloads the page. */
async function figureOn(page: Page, before?: Figure): Promise<Figure> {
  const item = page.getByRole('button', { name: /事项按期办结/ });
  const told =
    before === undefined ? item : item.filter({ hasNotText: new RegExp(`${before.num}\\s*/\\s*${before.den}\\s*件`) });
  // While a page is drawn anew the item may stand there without its figure.
  const text = await told.filter({ hasText: /\d+\s*\/\s*\d+\s*件/ }).innerText();
  const [, num, den] = /(\d+)\s*\/\s*(\d+)\s*件/.exec(text) ?? [];
  return { num: Number(num), den: Number(den) };
}

async function openOwnStar(page: Page, unit: number): Promise<void> {
  await page.goto(`/assessment/units/${unit}?star=safe`);
  await page.getByRole('button', { name: /事项按期办结/ }).waitFor();
}

const close = async (page: Page, { id }: Waiting): Promise<void> => {
  await page.goto(`/cases/${id}?do=close`);
  await page.getByRole('radio', { name: '已处置' }).check();
  await page.getByLabel('办理情况').fill('已清理通道');
  await page.getByRole('button', { name: '办结，转回访' }).click();
  await page.getByText('已办结，等待回访。').waitFor();
};

test('a record moves a star: what a worker closes on the phone changes the page that the secretary has open, down to its list', async () => {
  await app.as({ role: 'grid-worker', width: 390 }, async (worker) => {
    await app.as({ role: 'community-secretary' }, async ({ page }) => {
      const first = (await toClose(worker.page)).find(({ dueAt }) => dueAt > MIDNIGHT && dueAt < '2026-09-30');
      if (first === undefined) throw new Error('the demo has nothing to close');
      await openOwnStar(page, first.unit.id);
      const before = await figureOn(page);
      await close(worker.page, first);
      // It was not due yet, so it counted nowhere; closed in time it is due and on time.
      expect(await figureOn(page, before)).toEqual({ num: before.num + 1, den: before.den + 1 });
      await page.getByRole('button', { name: /事项按期办结/ }).click();
      const all = page.getByRole('button', { name: /^全部\d+$/ });
      await page.locator('main a[href^="/cases/0"]').first().waitFor();
      if ((await all.count()) > 0) await all.first().click();
      await page.getByRole('link', { name: first.number }).waitFor();
    });
  });
});

test('midnight makes an open case overdue: the page moves again, and no person did anything', async () => {
  // A session lasts half a day: the evening begins with a new one.
  await app.city.moveTo(instant('2026-09-28T12:00:00.000Z'));
  await app.as({ role: 'community-secretary' }, async ({ page }) => {
    const tonight = (await toClose(page)).filter(({ dueAt }) => dueAt === MIDNIGHT);
    expect(tonight.length).toBeGreaterThan(0);
    await openOwnStar(page, tonight[0]?.unit.id ?? 0);
    const before = await figureOn(page);
    await app.city.moveTo(instant('2026-09-28T16:00:01.000Z'));
    expect(await figureOn(page, before)).toEqual({ num: before.num, den: before.den + tonight.length });
  });
});
