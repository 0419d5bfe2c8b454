// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds, type StaffApp, startStaffApp, type View, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
}, 180_000);
afterAll(() => app?.stop());

const PASSWORD = 'beichen-demo';

describe('the gate', () => {
  test('who comes unsigned signs in, is told what was wrong, and comes back to the page asked for', async () => {
    const { page, context } = await app.open('/search?q=hejie');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('还没有填账号').waitFor();
    await page.getByLabel('账号').fill('city-organiser');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('账号或密码不对').waitFor();
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /河街社区/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=hejie');
    await context.close();
  });

  test('five wrong passwords hold the account, and the page says until when', async () => {
    const { page, context } = await app.open('/sign-in');
    await page.getByLabel('账号').fill('unit-handler');
    for (let n = 1; n <= 6; n++) {
      const answered = page.waitForResponse(({ url }) => url().endsWith('/api/session')).catch(() => undefined);
      await page.getByLabel('密码', { exact: true }).fill(`wrong ${n}`);
      await page.keyboard.press('Enter');
      await answered;
    }
    await page.getByText(/\d+月\d+日\d\d:\d\d起可以再试/).waitFor();
    await context.close();
  });

  test('a session that ends in the middle of work is begun again over the page, and what was typed stays', async () => {
    const { page, context } = await app.open('/search', { role: 'street-organiser' });
    await page.getByRole('combobox').fill('书');
    await page.getByRole('option', { name: /书院社区/ }).waitFor();
    await context.clearCookies();
    await page.getByRole('combobox').fill('书院');
    const dialog = page.getByRole('dialog', { name: '登录已到期' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByLabel('账号').fill('street-organiser');
    await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('combobox').inputValue()).toBe('书院');
    await page.getByRole('option', { name: /书院社区/ }).waitFor();
    await context.close();
  });

  test('signing out leads to the sign-in page, and the way back is shut', async () => {
    const { page, context } = await app.open('/units', { role: 'auditor' });
    await page.getByRole('button', { name: '账号：孙持衡' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.goto(`${app.city.url}/units`);
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await context.close();
  });
});

describe('the head', () => {
  test.each(['city-organiser', 'grid-worker', 'unit-handler', 'administrator'])(
    'of %s leads nowhere that is shut or missing, home least of all',
    async (role) => {
      const { page, context } = await app.open('/', { role });
      const links = await page
        .locator('header a[href^="/"]')
        .evaluateAll((found) => found.map((a) => a.getAttribute('href')));
      expect(links.length).toBeGreaterThan(2);
      for (const href of new Set(links)) {
        await page.goto(app.city.url + href);
        await page.locator('main h1').waitFor();
      }
      await context.close();
    },
  );

  test('“/” opens the search: initials, arrow keys, Enter, and the unit has the focus and the title', async () => {
    const { page, context } = await app.open('/units', { role: 'city-organiser' });
    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: '找单位' }).waitFor();
    await page.keyboard.type('wlq');
    await page.getByRole('option', { name: /卧龙区/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '卧龙区', level: 1 }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => page.title()).toBe('卧龙区 · 北辰');
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('main');
    await page.getByRole('button', { name: '卧龙岗街道的下属单位' }).click();
    await page.getByRole('link', { name: '卧龙岗社区' }).first().waitFor();
    await context.close();
  });

  test('the demo clock goes forward from every page, and nobody has to sign in for it', async () => {
    const { page, context } = await app.open('/sign-in');
    await page.getByRole('button', { name: /系统管理员/ }).click();
    const clock = page.getByRole('button', { name: /^演示时钟/ });
    await clock.click();
    const before = await clock.getAttribute('aria-label');
    await page.getByRole('button', { name: /到午夜/ }).click();
    await page.getByText(/已拨到/).waitFor();
    await expect.poll(() => clock.getAttribute('aria-label')).toMatch(/00:0\d，/);
    expect(await clock.getAttribute('aria-label')).not.toBe(before);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });
});

const PAGES: readonly (readonly [path: string, view: View])[] = [
  ['/sign-in', {}],
  ['/units', { role: 'city-organiser' }],
  ['/search?q=wl', { role: 'city-organiser' }],
  ['/jobs', { role: 'administrator' }],
  ['/jobs', { role: 'grid-worker' }],
  ['/no/such/page', { role: 'grid-worker' }],
];

describe.each(PAGES)('%s', (path, view) => {
  test.each(['light', 'dark'] as const)('has nothing for axe to find in %s', async (theme) => {
    const { page, context, complaints } = await app.open(path, { ...view, theme });
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    // That nobody is signed in is no fault of the page.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await context.close();
  });

  test('fits into 390 pixels in both languages', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { page, context } = await app.open(path, { ...view, language, width: 390 });
      expect([language, await widthOf(page)]).toEqual([language, 390]);
      await context.close();
    }
  });
});

test('a server that goes away is missed, and what was typed stays', async () => {
  const { page, context } = await app.open('/search', { role: 'city-organiser' });
  await page.getByRole('combobox').fill('书院');
  // The other server listens elsewhere: for this page the line stays broken.
  await app.city.restart();
  await page.getByText(/连不上服务器/).waitFor();
  expect(await page.getByRole('combobox').inputValue()).toBe('书院');
  await context.close();
});
