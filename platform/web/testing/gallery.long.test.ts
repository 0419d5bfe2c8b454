// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds, COLOURS } from './axe-finds.ts';
import { type Desk, Desks, type View } from './desks.ts';
import { openGallery, type Site } from './gallery-site.ts';
import { olderBrowser } from './older-browser.ts';

const PAGES = ['chart', 'community', 'parts', 'states', 'controls', 'town', 'empty'];

let site: Site;
let desks: Desks;

beforeAll(async () => {
  site = await openGallery();
  desks = await Desks.open(site.address);
}, 180_000);
afterAll(async () => {
  await desks?.close();
  await site?.close();
});

async function at(name: string, work: (desk: Desk) => Promise<void>, view: View = {}): Promise<void> {
  await desks.sit(view, async (desk) => {
    await desk.page.goto(`/?page=${name}`);
    await desk.page.locator('main').waitFor();
    await work(desk);
  });
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-unit') ?? null);

/** Each page is asked everything in one theme, and what colours alone can break in the other. */
describe.each([
  ['light', undefined],
  ['dark', COLOURS],
] as const)('axe finds nothing in %s', (theme, rules) => {
  test.each(PAGES)('on %s', async (name) => {
    await at(
      name,
      async ({ page, complaints }) => {
        expect(await axeFinds(page, rules === undefined ? {} : { rules })).toEqual([]);
        expect(complaints).toEqual([]);
      },
      { theme },
    );
  });
});

test.each(PAGES)('%s fits into 390 pixels, in both languages', async (name) => {
  for (const language of ['zh-CN', 'en'] as const) {
    await at(
      name,
      async ({ page }) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      },
      { width: 390, language },
    );
  }
});

describe('the star chart', () => {
  test('one stop for Tab, arrow keys from dot to dot, L for the list and back', async () => {
    await at('chart', async ({ page }) => {
      expect(await page.locator('svg a[data-unit]').count()).toBe(423);
      expect(await page.locator('svg a[data-unit][tabindex="0"]').count()).toBe(1);
      await page.locator('svg a[data-unit][tabindex="0"]').focus();
      const first = await focused(page);
      await page.keyboard.press('ArrowRight');
      const second = await focused(page);
      expect(second).not.toBe(first);
      await page.keyboard.press('ArrowLeft');
      expect(await focused(page)).toBe(first);
      await page.keyboard.press('PageDown');
      expect((await focused(page))?.split('-')[0]).not.toBe(first?.split('-')[0]);
      const name = await page.locator(':focus').getAttribute('aria-label');
      expect(await page.getByText(name?.split('，')[0] ?? '', { exact: true }).count()).toBeGreaterThan(0);
      await page.keyboard.press('l');
      await page.getByRole('table').first().waitFor();
      expect(await page.locator('svg a[data-unit]').count()).toBe(0);
      await page.getByRole('region', { name: /个单位，可横向滚动/ }).focus();
      await page.keyboard.press('l');
      expect(await page.locator('svg a[data-unit]').count()).toBe(423);
    });
  });

  test('the list holds what the chart holds', async () => {
    await at('chart', async ({ page }) => {
      const drawn = await page
        .locator('svg a[data-unit]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      await page.getByRole('button', { name: '列表' }).click();
      await page.getByLabel('县市区', { exact: true }).selectOption('');
      const listed = await page
        .locator('section tbody tr td:first-child a[href*="unit="]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(listed).toHaveLength(423);
      expect([...listed].sort()).toEqual([...drawn].sort());
    });
  });

  test('where there is no room for all, one county is drawn, and the page keys go on to the next', async () => {
    await at('villages', async ({ page }) => {
      const dots = page.locator('svg a[data-unit]');
      // 64 and 72 times ten and a half.
      expect(await dots.count()).toBe(672);
      await page.getByText('4,443个单位画不下，这里只画宛城区').waitFor();
      expect(await axeFinds(page, { within: '[role="status"]' })).toEqual([]);
      expect(await page.locator('svg a[data-unit][tabindex="0"]').count()).toBe(1);
      await page.locator('svg a[data-unit][tabindex="0"]').focus();
      await page.keyboard.press('PageDown');
      await page.getByText('4,443个单位画不下，这里只画卧龙区').waitFor();
      expect(await dots.count()).toBe(756);
      expect(await focused(page)).toMatch(/^c2-/);
      expect(await page.locator('svg a[data-unit][tabindex="0"]').count()).toBe(1);
      await page.locator('[data-county="c13"]').click();
      // Nine times ten and a half, rounded.
      await expect.poll(() => dots.count()).toBe(95);
    });
  });

  test('a list longer than a browser draws at once goes on by keyboard, and counts all of them', async () => {
    await at('villages', async ({ page }) => {
      await page.getByRole('button', { name: '列表' }).click();
      const rows = page.locator('section tbody tr');
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(500);
      await page.getByText('4443个单位').waitFor();
      await page.getByRole('button', { name: '再看500个' }).press('Enter');
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(1000);
      await page.getByText('已列出1,000个，共4,443个').waitFor();
      // The rows are those of the other pages; a thousand of them would take axe most of a minute.
      expect(await axeFinds(page, { within: 'main section > div:last-child' })).toEqual([]);
      await page.getByLabel('县市区', { exact: true }).selectOption({ label: '桐柏县' });
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(95);
      expect(await page.getByRole('button', { name: /^再看/ }).count()).toBe(0);
    });
  });

  test('the next period moves only what changed', async () => {
    await at('chart', async ({ page }) => {
      const places = () =>
        page
          .locator('svg a[data-unit]')
          .evaluateAll((links) =>
            links.map((link) => [
              link.getAttribute('data-unit'),
              (link as SVGElement & { style: CSSStyleDeclaration }).style.transform,
            ]),
          );
      const before = new Map((await places()) as [string, string][]);
      await page.getByRole('button', { name: '换一期' }).click();
      const after = (await places()) as [string, string][];
      const moved = after.filter(([unit, place]) => before.get(unit) !== place).length;
      expect(after).toHaveLength(423);
      expect(moved).toBeGreaterThan(20);
      expect(moved).toBeLessThan(70);
    });
  });

  test('it has a title, a description, and a name on every dot', async () => {
    await at('chart', async ({ page }) => {
      const chart = page.getByRole('group', { name: '星图：423个单位，按县市区分扇、按星数分环' });
      expect(await chart.count()).toBe(1);
      expect(await chart.locator('desc').textContent()).toContain('五星');
      const label = await page.locator('[data-unit="c2-0"]').getAttribute('aria-label');
      expect(label).toBe('柳溪社区，卧龙区梅溪街道，三星');
    });
  });
});

test('a badge says its star and its state', async () => {
  await at('parts', async ({ page }) => {
    expect(await page.getByRole('img', { name: '平安法治星：未获得', exact: true }).count()).toBe(1);
    expect(await page.getByRole('img', { name: '支部过硬星：分值已达，前置未满足', exact: true }).count()).toBe(1);
  });
});

test('a reason opens to its count, its rule and its records', async () => {
  await at('community', async ({ page }) => {
    await page.getByText('95%，每低1个百分点扣1分 → 14.70').waitFor();
    await page.getByText('41 / 46件 → 原值89.13%').waitFor();
    const item = page.getByRole('button', { name: /法律顾问驻点/ });
    expect(await item.getAttribute('aria-expanded')).toBe('false');
    await item.click();
    expect(await item.getAttribute('aria-expanded')).toBe('true');
    await page.getByText('每季8次得满分 → 7.50').waitFor();
  });
});

test('a disabled action says why and does nothing', async () => {
  await at('parts', async ({ page }) => {
    const button = page.getByRole('button', { name: '重新派遣' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    expect(
      await button.evaluate(
        (node) => document.getElementById(node.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    ).toBe('已办结的事项不能再派遣');
  });
});

test('a narrow head keeps every item, under “more”', async () => {
  await at(
    'chart',
    async ({ page }) => {
      await page.getByRole('button', { name: '更多' }).click();
      await page.getByRole('link', { name: '刊发' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('button', { name: '更多' }).getAttribute('aria-expanded')).toBe('false');
    },
    { width: 900 },
  );
});

test.each(PAGES)('%s works without what browsers learned after Chromium 87', async (name) => {
  await desks.sit({ still: false }, async ({ page, complaints }) => {
    const older = await page.addInitScript(olderBrowser);
    await page.goto(`/?page=${name}`);
    await page.locator('main h1, main h2').first().waitFor();
    expect(complaints).toEqual([]);
    await older.dispose();
  });
});
