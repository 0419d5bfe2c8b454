// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openGallery, type Site } from './gallery-site.ts';
import { olderBrowser } from './older-browser.ts';

const PAGES = ['chart', 'community', 'parts', 'states', 'controls', 'town', 'empty'];

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openGallery(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

type View = {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: string;
  readonly still?: boolean;
};

async function opened(name: string, { width = 1440, theme = 'light', language = 'zh-CN', still = true }: View = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: still ? 'reduce' : 'no-preference',
  });
  await context.addInitScript(
    `localStorage.setItem('beichen.theme', '${theme}'); localStorage.setItem('beichen.language', '${language}')`,
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.address}?page=${name}`);
  await page.locator('main').waitFor();
  return { context, page, complaints };
}

async function using(context: BrowserContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await context.close();
  }
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-unit') ?? null);

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (theme) => {
  test.each(PAGES)('on %s', async (name) => {
    const { context, page, complaints } = await opened(name, { theme });
    await using(context, async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const told = violations.map(({ id, nodes }) => [
        id,
        nodes.slice(0, 3).map(({ html, any }) => [html, any[0]?.message]),
      ]);
      expect(told).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});

test.each(PAGES)('%s fits into 390 pixels, in both languages', async (name) => {
  for (const language of ['zh-CN', 'en']) {
    const { context, page } = await opened(name, { width: 390, language });
    await using(context, async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  }
});

describe('the star chart', () => {
  test('one stop for Tab, arrow keys from dot to dot, L for the list and back', async () => {
    const { context, page } = await opened('chart');
    await using(context, async () => {
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
    const { context, page } = await opened('chart');
    await using(context, async () => {
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

  test('the next period moves only what changed', async () => {
    const { context, page } = await opened('chart');
    await using(context, async () => {
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
    const { context, page } = await opened('chart');
    await using(context, async () => {
      const chart = page.getByRole('group', { name: '星图：423个单位，按县市区分扇、按星数分环' });
      expect(await chart.count()).toBe(1);
      expect(await chart.locator('desc').textContent()).toContain('五星');
      const label = await page.locator('[data-unit="c2-0"]').getAttribute('aria-label');
      expect(label).toBe('柳溪社区，卧龙区梅溪街道，三星');
    });
  });
});

test('a badge says its star and its state', async () => {
  const { context, page } = await opened('parts');
  await using(context, async () => {
    expect(await page.getByRole('img', { name: '平安法治星：未获得', exact: true }).count()).toBe(1);
    expect(await page.getByRole('img', { name: '支部过硬星：分值已达，前置未满足', exact: true }).count()).toBe(1);
  });
});

test('a reason opens to its count, its rule and its records', async () => {
  const { context, page } = await opened('community');
  await using(context, async () => {
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
  const { context, page } = await opened('parts');
  await using(context, async () => {
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
  const { context, page } = await opened('chart', { width: 900 });
  await using(context, async () => {
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('link', { name: '刊发' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: '更多' }).getAttribute('aria-expanded')).toBe('false');
  });
});

test.each(PAGES)('%s works without what browsers learned after Chromium 87', async (name) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await using(context, async () => {
    await context.addInitScript(olderBrowser);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${site.address}?page=${name}`);
    await page.locator('main h1, main h2').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
