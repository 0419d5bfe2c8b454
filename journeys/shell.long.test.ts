// SPDX-License-Identifier: Apache-2.0
import { axeFinds, COLOURS } from '@beichen/platform-web/testing/axe-finds.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { open, type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
}, 180_000);
afterAll(() => app?.stop());

const PASSWORD = 'beichen-demo';

describe('the gate', () => {
  test('who comes unsigned signs in, is told what was wrong, and comes back to the page asked for', async () => {
    await app.as({}, async ({ page }) => {
      await open(page, '/search?q=hejie');
      await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
      // The page has other ways in beside it: by passkey, and by slip.
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByText('还没有填账号').waitFor();
      await page.getByLabel('账号').fill('city-organiser');
      await page.getByLabel('密码', { exact: true }).fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('账号或密码不对').waitFor();
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      // The sign-in page once led back again each time it was drawn: without an end, until the browser's memory was full.
      await page.getByRole('option', { name: /^河街社区 / }).waitFor();
      const { pathname, search } = new URL(page.url());
      expect(pathname + search).toBe('/search?q=hejie');
    });
  });

  test('five wrong passwords hold the account, and the page says until when', async () => {
    await app.as({}, async ({ page }) => {
      await open(page, '/sign-in');
      await page.getByLabel('账号').fill('unit-handler');
      for (let n = 1; n <= 6; n++) {
        const answered = page.waitForResponse('**/api/session');
        await page.getByLabel('密码', { exact: true }).fill(`wrong ${n}`);
        await page.keyboard.press('Enter');
        await answered;
        // Until the page has the answer it takes no other try.
        await page.getByRole('button', { name: '登录', exact: true }).waitFor();
      }
      await page.getByText(/\d+月\d+日\d\d:\d\d起可以再试/).waitFor();
    });
  });

  test('a session that ends in the middle of work is begun again over the page, and what was typed stays', async () => {
    await app.as({ role: 'street-organiser' }, async ({ page, context }) => {
      await open(page, '/search');
      await page.getByRole('combobox').fill('书');
      await page.getByRole('option', { name: /^书院社区 / }).waitFor();
      await context.clearCookies();
      await page.getByRole('combobox').fill('书院');
      const dialog = page.getByRole('dialog', { name: '登录已到期' });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      expect(await dialog.isVisible()).toBe(true);
      expect(await axeFinds(page)).toEqual([]);
      await dialog.getByLabel('账号').fill('street-organiser');
      await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('combobox').inputValue()).toBe('书院');
      await page.getByRole('option', { name: /^书院社区 / }).waitFor();
    });
  });

  test('signing out leads to the sign-in page, and the way back is shut', async () => {
    await app.as({ role: 'auditor' }, async ({ page }) => {
      await open(page, '/units');
      await page.getByRole('button', { name: '账号：孙持衡' }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
      await page.goto('/units');
      await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
    });
  });
});

describe('the head', () => {
  test.each(['city-organiser', 'grid-worker', 'unit-handler', 'administrator'])(
    'of %s leads nowhere that is shut or missing, home least of all',
    async (role) => {
      await app.as({ role }, async ({ page }) => {
        await open(page, '/');
        const links = await page
          .locator('header a[href^="/"]')
          .evaluateAll((found) => found.map((a) => a.getAttribute('href') ?? ''));
        expect(links.length).toBeGreaterThan(2);
        for (const href of new Set(links)) {
          await page.goto(href);
          await page.locator('main h1').waitFor();
        }
      });
    },
  );

  test('“/” opens the search: initials, arrow keys, Enter, and the unit has the focus and the title', async () => {
    await app.as({ role: 'city-organiser' }, async ({ page }) => {
      await open(page, '/units');
      await page.keyboard.press('/');
      await page.getByRole('dialog', { name: '找单位' }).getByRole('combobox').waitFor();
      await page.keyboard.type('wlq');
      await page.getByRole('option', { name: /卧龙区/, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '卧龙区', level: 1 }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      await expect.poll(() => page.title()).toBe('卧龙区 · 北辰');
      await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('main');
      await page.getByRole('button', { name: '卧龙岗街道的下属单位' }).click();
      // packs/nanyang/places/communities.csv: 411303003001 lies below 411303003.
      await page.getByRole('link', { name: '汉画社区' }).waitFor();
    });
  });

  test('the demo clock goes forward from every page, and nobody has to sign in for it', async () => {
    await app.as({}, async ({ page }) => {
      await open(page, '/sign-in');
      await page.getByRole('button', { name: /系统管理员/ }).click();
      // The sign-in page has such a clock as well.
      await page.getByRole('heading', { name: '南阳市', level: 1 }).waitFor();
      const clock = page.getByRole('button', { name: /^演示时钟/ });
      await clock.click();
      const before = await clock.getAttribute('aria-label');
      await page.getByRole('button', { name: /到午夜/ }).click();
      await page.getByText(/已拨到/).waitFor();
      await expect.poll(() => clock.getAttribute('aria-label')).toMatch(/00:0\d，/);
      expect(await clock.getAttribute('aria-label')).not.toBe(before);
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });
});

const PAGES: readonly (readonly [path: string, visitor: Visitor])[] = [
  ['/sign-in', {}],
  ['/units', { role: 'city-organiser' }],
  ['/search?q=wl', { role: 'city-organiser' }],
  ['/jobs', { role: 'administrator' }],
  ['/jobs', { role: 'grid-worker' }],
  ['/no/such/page', { role: 'grid-worker' }],
];

describe.each(PAGES)('%s', (path, visitor) => {
  test('has nothing for axe to find in light, nor its colours in dark, and nothing complains', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await app.as({ ...visitor, theme }, async ({ page, complaints }) => {
        await open(page, path);
        await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
        expect([theme, await axeFinds(page, theme === 'light' ? {} : { rules: COLOURS })]).toEqual([theme, []]);
        // That nobody is signed in is no fault of the page.
        expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
      });
    }
  });

  test('fits into 390 pixels in both languages', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      await app.as({ ...visitor, language, width: 390 }, async ({ page }) => {
        await open(page, path);
        expect([language, await widthOf(page)]).toEqual([language, 390]);
      });
    }
  });
});

/** Milliseconds that a page is watched while nobody does anything. */
const IDLE = 3_000;

test('a page that nobody touches asks nothing, draws nothing and does not grow', async () => {
  await app.city.settled();
  await app.as({ role: 'city-organiser' }, async ({ page, context }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, '/');
    await page.locator('svg a[data-unit]').first().waitFor();
    // At its beginning the stream of changes makes everything be asked once more.
    expect(asked).toContain('/api/changes');
    const asksNoMore = async (): Promise<number> => {
      const sofar = asked.length;
      await page.waitForTimeout(1_000);
      return asked.length - sofar;
    };
    // Each look takes a second: without a time of its own the first one would be the last.
    await expect.poll(asksNoMore, { timeout: 20_000 }).toBe(0);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const told = async (name: string): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    };
    await session.send('HeapProfiler.collectGarbage');
    const before = { nodes: await told('Nodes'), heap: await told('JSHeapUsedSize'), busy: await told('TaskDuration') };
    asked.length = 0;
    await page.waitForTimeout(IDLE);
    const busy = (await told('TaskDuration')) - before.busy;
    await session.send('HeapProfiler.collectGarbage');
    expect(asked).toEqual([]);
    expect((await told('Nodes')) - before.nodes).toBeLessThan(100);
    expect((await told('JSHeapUsedSize')) - before.heap).toBeLessThan(2_000_000);
    // Seconds. A page in a circle is busy all the time; the clock of the head alone takes some thousandths.
    expect(busy).toBeLessThan(0.5);
  });
});

test('a server that goes away is missed, and what was typed stays', async () => {
  await app.as({ role: 'city-organiser' }, async ({ page }) => {
    await open(page, '/search');
    await page.getByRole('combobox').fill('书院');
    // The other server listens elsewhere: for this page the line stays broken.
    await app.city.restart();
    await page.getByText(/连不上服务器/).waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('书院');
  });
});
