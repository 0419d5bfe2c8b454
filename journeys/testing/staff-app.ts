// SPDX-License-Identifier: Apache-2.0
import { type Desk, Desks, type View } from '@beichen/platform-web/testing/desks.ts';
import type { Page } from 'playwright-core';
import { builtApp } from './built-app.ts';
import { type RunningCity, startCity } from './running-city.ts';

/** Somebody who looks at the staff app. */
export type Visitor = Omit<View, 'cookie'> & {
  /** Whose post of the demo; nobody is signed in without it. */
  readonly role?: string;
};

/** The staff app as it is now, served by the demo city, and a browser to look at it with. */
export type StaffApp = {
  readonly city: RunningCity;
  /** Sits down at a browser as somebody, and does the work. */
  as<T>(visitor: Visitor, work: (desk: Desk) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

/** `pack` writes another city than the demo's; `switches` are the browser's. */
export async function startStaffApp(
  pack?: (folder: string) => Promise<void>,
  switches: readonly string[] = [],
): Promise<StaffApp> {
  const web = await builtApp();
  const city = await startCity({ web, ...(pack === undefined ? {} : { pack }) });
  const desks = await Desks.open(city.url, switches);
  return {
    city,
    as: async ({ role, ...view }, work) => {
      const signedIn = role === undefined ? {} : { cookie: await city.signIn(role) };
      return await desks.sit({ ...view, ...signedIn }, work);
    },
    stop: async () => {
      await desks.close();
      await city.stop();
    },
  };
}

/** Opens an address and waits until the page says something. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1, main h2, main b').first().waitFor();
}

/** How wide the page is, whatever the window. */
export async function widthOf(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth'));
}
