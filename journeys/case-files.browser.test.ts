// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

const PICTURE = join(import.meta.dirname, '../docs/pictures/star-chart.png');

let app: StaffApp;
/** Cases that a community sees, each used by one test. */
let cases: string[];

beforeAll(async () => {
  app = await startStaffApp();
  cases = await app.as({ role: 'community-secretary' }, async ({ context }) => {
    const session = await (await context.request.get('/api/session')).json();
    const asked = new URLSearchParams({ unit: String(session.posts[0].unit.id), limit: '20' });
    const { rows } = await (await context.request.get(`/api/cases?${asked}`)).json();
    return rows.map(({ id }: { id: string }) => id);
  });
}, 180_000);
afterAll(() => app?.stop());

const filesOn = (page: Page): Locator => page.getByRole('region', { name: '文件', exact: true });

async function openCase(page: Page, at: number): Promise<Locator> {
  await page.goto(`/cases/${cases[at]}`);
  const files = filesOn(page);
  await files.getByText('还没有文件。').waitFor();
  return files;
}

const choose = (files: Locator, ...sent: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  files.locator('input[multiple]').setInputFiles(sent);

const keptOn = async (page: Page, at: number): Promise<{ name: string; bytes: number }[]> =>
  (await (await page.context().request.get(`/api/cases/${cases[at]}/files`)).json()).files;

const note = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('现场已围挡') });

describe.each([390, 1440])('the files of a case, at %d pixels', (width) => {
  const at = width === 390 ? 0 : 1;

  test('chosen by keyboard, a picture is sent, shown, downloaded whole, and taken away again', async () => {
    await app.as({ role: 'community-secretary', width }, async ({ page }) => {
      const files = await openCase(page, at);
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        files.getByRole('button', { name: '添加文件' }).press('Enter'),
      ]);
      await chooser.setFiles(PICTURE);
      await files.getByText('已添加star-chart.png').waitFor();
      const picture = files.locator('li img');
      await picture.scrollIntoViewIfNeeded();
      await expect
        .poll(() => picture.evaluate((img) => (img as { naturalWidth?: number }).naturalWidth))
        .toBeGreaterThan(0);
      // As large as the server keeps it: what a picture says of itself is taken out of it, and that is little of this one.
      const [kept] = await keptOn(page, at);
      expect(kept?.bytes).toBeLessThanOrEqual(statSync(PICTURE).size);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        files.getByRole('link', { name: 'star-chart.png' }).click(),
      ]);
      expect(readFileSync(await download.path()).byteLength).toBe(kept?.bytes);
      expect(await axeFinds(page, { within: 'main' })).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await files.getByRole('button', { name: /^移除 ?star-chart.png$/ }).press('Enter');
      await files.getByRole('button', { name: /^移除这个文件 ?star-chart.png$/ }).press('Enter');
      await files.getByText('还没有文件。').waitFor();
      expect(await keptOn(page, at)).toEqual([]);
    });
  });
});

test('what is too big or of a wrong kind is told in plain words, and holds up nothing else', async () => {
  await app.as({ role: 'community-secretary' }, async ({ page }) => {
    const files = await openCase(page, 2);
    const mimeType = 'image/jpeg';
    await choose(
      files,
      { name: '录像.jpg', mimeType, buffer: Buffer.alloc(21_000_000) },
      { name: '程序.jpg', mimeType, buffer: Buffer.from('7f454c4602010100', 'hex') },
      note('说明.txt'),
    );
    await files.getByText('已添加说明.txt').waitFor();
    const row = (name: string): Locator => files.getByRole('listitem').filter({ hasText: name });
    // 21,000,000 bytes are 21 MB; the limit is 20.
    expect(await row('录像.jpg').getByRole('alert').innerText()).toBe(
      '没有上传。文件有21 MB，超过20 MB。请减小后再添加。',
    );
    expect(await row('程序.jpg').getByRole('alert').innerText()).toMatch(
      /^没有接收这个文件。按内容看，它不是可接收的文件/,
    );
    expect(await row('程序.jpg').getByRole('button', { name: '再试一次' }).count()).toBe(0);
    expect(await axeFinds(page, { within: 'main' })).toEqual([]);
    for (const name of ['录像.jpg', '程序.jpg']) await row(name).getByRole('button', { name: '去掉' }).click();
    expect(await files.getByRole('alert').count()).toBe(0);
    expect((await keptOn(page, 2)).map(({ name }) => name)).toEqual(['说明.txt']);
  });
});

test('without a line nothing is lost; an answer that was lost adds nothing twice', async () => {
  await app.as({ role: 'community-secretary', width: 390 }, async ({ page, context }) => {
    const files = await openCase(page, 3);
    await context.setOffline(true);
    await choose(files, note('断网.txt'));
    await files.getByText('没有连上，还没有传到。文件还在本页').waitFor();
    await context.setOffline(false);
    await page.route('**/files?name=*', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await files.getByRole('button', { name: '再试一次' }).click();
    await files.getByText('正在').waitFor({ state: 'hidden' });
    await files.getByText('没有连上').waitFor();
    await page.unroute('**/files?name=*');
    await files.getByRole('button', { name: '再试一次' }).click();
    await files.getByText('已添加断网.txt').waitFor();
    expect((await keptOn(page, 3)).map(({ name }) => name)).toEqual(['断网.txt']);
  });
});

test('a file that is dropped beside the place for it is added, and the page stays', async () => {
  await app.as({ role: 'community-secretary' }, async ({ page }) => {
    const files = await openCase(page, 4);
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['拖来的'], '拖来.txt'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('h1').dispatchEvent(drop);
      if (!drop.defaultPrevented) throw new Error('the browser would have opened it');
    }`);
    await files.getByText('已添加拖来.txt').waitFor();
  });
});

test('where a finger points the camera is a button, and takes pictures alone', async () => {
  await app.as({ role: 'community-secretary' }, async ({ page, context }) => {
    expect(await (await openCase(page, 5)).getByRole('button', { name: '拍照' }).count()).toBe(0);
    const phone = await context.browser()?.newContext({
      baseURL: app.city.url,
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 800 },
      storageState: await context.storageState(),
    });
    if (phone === undefined) throw new Error('no browser');
    const held = await phone.newPage();
    const files = await openCase(held, 5);
    const [chooser] = await Promise.all([
      held.waitForEvent('filechooser'),
      files.getByRole('button', { name: '拍照' }).click(),
    ]);
    const input = chooser.element();
    expect(await input.getAttribute('capture')).toBe('environment');
    expect(await input.getAttribute('accept')).toBe('image/*');
    await phone.close();
  });
});

test('who may read the case and not add to it sees the files alone', async () => {
  await app.as({ role: 'auditor' }, async ({ page }) => {
    await page.goto(`/cases/${cases[2]}`);
    await filesOn(page).getByRole('link', { name: '说明.txt' }).waitFor();
    expect(await filesOn(page).getByRole('button').count()).toBe(0);
  });
});
