// SPDX-License-Identifier: Apache-2.0
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** How somebody looks at a page. */
export type View = {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'zh-CN' | 'en';
  /** Without motion, unless a test is about motion. */
  readonly still?: boolean;
  /** `name=value` of a session; nobody is signed in without it. */
  readonly cookie?: string;
};

export type Desk = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser's console complained of since somebody sat down. */
  readonly complaints: string[];
};

/** Switches by which a browser without a screen draws maps, in software; and by which it has no WebGL at all. */
export const WITH_MAPS: readonly string[] = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
export const WITHOUT_WEBGL: readonly string[] = ['--disable-3d-apis'];

/** Milliseconds: less than a test has, so that the step that waits in vain is named. */
const PATIENCE = 40_000;

async function newDesk(browser: Browser, baseURL: string): Promise<Desk> {
  const context = await browser.newContext({ baseURL });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Takes away what the last one left: page, sessions, drafts, what was stopped on its way. */
async function clear({ page, context }: Desk): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  await page.evaluate('localStorage.clear(); sessionStorage.clear()').catch(() => undefined);
  await page.goto('about:blank');
  await context.clearCookies();
}

/**
 * One browser, and pages in it that are used again: the program that a page has loaded is there for the next one. Measured: a page
 * comes in a third of the time that it takes in a new context.
 */
export class Desks {
  private readonly browser: Browser;
  private readonly address: string;
  private readonly free: Desk[] = [];

  private constructor(browser: Browser, address: string) {
    this.browser = browser;
    this.address = address;
  }

  /** `more` are switches of the browser, such as those by which it can draw maps, or cannot. */
  static async open(address: string, more: readonly string[] = []): Promise<Desks> {
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    return new Desks(await chromium.launch({ executablePath, args: ['--no-sandbox', ...more] }), address);
  }

  /** Sits down as somebody, does the work, and leaves the desk as it was. Where the work fails, nobody sits there again. */
  async sit<T>(view: View, work: (desk: Desk) => Promise<T>): Promise<T> {
    const desk = this.free.pop() ?? (await newDesk(this.browser, this.address));
    const { page, context } = desk;
    const { width = 1440, theme = 'light', language = 'zh-CN', still = true, cookie } = view;
    try {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ reducedMotion: still ? 'reduce' : 'no-preference' });
      const [name = '', value = ''] = cookie?.split('=') ?? [];
      if (cookie !== undefined) await context.addCookies([{ name, value, url: this.address }]);
      const chosen = await page.addInitScript(
        `localStorage.setItem('beichen.theme', '${theme}'); localStorage.setItem('beichen.language', '${language}')`,
      );
      desk.complaints.length = 0;
      const done = await work(desk);
      await chosen.dispose();
      await clear(desk);
      this.free.push(desk);
      return done;
    } catch (error) {
      await context.close().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
