// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from '@axe-core/playwright';
import { openBrowser } from '@beichen/platform-web/testing/gallery-site.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildApp } from './built-app.ts';
import { type RunningCity, startCity } from './running-city.ts';

export type View = {
  /** Whose post of the demo; nobody is signed in without it. */
  readonly role?: string;
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'zh-CN' | 'en';
};

export type Opened = { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] };

/** The staff app as it is now, served by the demo city, and a browser to look at it with. */
export type StaffApp = {
  readonly city: RunningCity;
  /** Opens an address; `complaints` gathers what the browser's console complains of. */
  open(path: string, view?: View): Promise<Opened>;
  stop(): Promise<void>;
};

async function contextOf(browser: Browser, city: RunningCity, view: View): Promise<BrowserContext> {
  const { role, width = 1440, theme = 'light', language = 'zh-CN' } = view;
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(
    `localStorage.setItem('beichen.theme', '${theme}'); localStorage.setItem('beichen.language', '${language}')`,
  );
  if (role !== undefined) {
    const [name = '', value = ''] = (await city.signIn(role)).split('=');
    await context.addCookies([{ name, value, url: city.url }]);
  }
  return context;
}

export async function startStaffApp(): Promise<StaffApp> {
  const app = await buildApp();
  const [city, browser] = await Promise.all([startCity({ web: app.folder }), openBrowser()]);
  return {
    city,
    open: async (path, view = {}) => {
      const context = await contextOf(browser, city, view);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(city.url + path);
      await page.locator('main h1, main h2, main b').first().waitFor();
      return { page, context, complaints };
    },
    stop: async () => {
      await browser.close();
      await city.stop();
      await app.remove();
    },
  };
}

/** What axe finds on a page, each with a few of its places. */
export async function axeFinds(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, any }) => [html, any[0]?.message])]);
}

/** How wide the page is, whatever the window. */
export async function widthOf(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth'));
}
