// SPDX-License-Identifier: Apache-2.0
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

let app: StaffApp;
beforeAll(async () => {
  app = await startStaffApp();
}, 180_000);
afterAll(() => app?.stop());

const LOST = 'beichen-demo';
const OWN = '四个不相干的词：灯 河 七 窗';

async function password(page: Page, login: string, given: string): Promise<void> {
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(given);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** The administrator of the street finds the account and gives a slip; its code is shown this once. */
async function slipAt(page: Page): Promise<string> {
  await open(page, '/accounts');
  await page.getByLabel('账号、单位或姓名全名').fill('community');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: 'community-secretary' }).click();
  await page.getByRole('heading', { name: /community-secretary · 林若溪/ }).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole('button', { name: '开凭条' }).click();
  const shown = page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const code = (await shown.textContent()) ?? '';
  // The demo's clock shows 28 September; seven days on is 5 October.
  await page.getByText('2026年10月5日（含当日）').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole('button', { name: '已交付，关闭' }).click();
  await shown.waitFor({ state: 'detached' });
  // Administrators of a street see nobody else's accounts.
  await page.goto('/accounts?q=auditor');
  await page.getByText('没有找到账号').waitFor();
  return code;
}

async function signInBySlip(page: Page, code: string): Promise<void> {
  await open(page, '/sign-in');
  await page.getByRole('button', { name: '有凭条，用一次性口令登录' }).click();
  await page.getByLabel('账号').fill('community-secretary');
  await page.getByLabel('一次性口令').fill(code.toLowerCase().replaceAll('-', ''));
  await page.getByRole('button', { name: '登录，设置密码' }).click();
  await page.getByRole('heading', { name: '设置自己的密码' }).waitFor();
  expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 390]);
  // Whoever reloads goes on where it stopped: the slip is used up.
  await page.reload();
  const choose = async (wanted: string): Promise<void> => {
    await page.getByLabel('新密码').fill(wanted);
    await page.getByLabel('再填一次').fill(wanted);
    await page.keyboard.press('Enter');
  };
  await choose('woaini1314520');
  await page.getByText('和常用、泄露过的密码太像').waitFor();
  await choose(OWN);
  await page.getByRole('button', { name: '打开菜单' }).waitFor();
  await open(page, '/me');
  await page.getByText('账号：community-secretary').waitFor();
  expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 390]);
}

test('who lost a password gets a slip from the administrator of the street, signs in with it once, and goes on with an own password', {
  timeout: 180_000,
}, async () => {
  // She is still signed in on another desk.
  await app.as({ role: 'community-secretary' }, async (elsewhere) => {
    await open(elsewhere.page, '/me');
    const code = await app.as({ role: 'street-administrator' }, ({ page }) => slipAt(page));
    await app.as({ width: 390 }, ({ page }) => signInBySlip(page, code));
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('heading', { name: '登录', exact: true }).waitFor();
    await password(elsewhere.page, 'community-secretary', LOST);
    await elsewhere.page.getByText('账号或密码不对').waitFor();
    await password(elsewhere.page, 'community-secretary', OWN);
    await elsewhere.page.getByRole('heading', { name: '我的账号' }).waitFor();
  });
});

test('a desk that is left goes dark at once, answers nothing, and comes back where it was by its own password alone', {
  timeout: 180_000,
}, async () => {
  await app.as({ role: 'street-organiser' }, async ({ page, context }) => {
    await open(page, '/search');
    await page.getByRole('combobox').fill('书院');
    await page.getByRole('option', { name: /^书院社区 / }).waitFor();
    const told = page.waitForResponse((answer) => answer.url().endsWith('/api/session/lock'));
    await page.keyboard.press('Control+Shift+L');
    await page.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
    await told;
    expect(await page.getByRole('combobox').isVisible()).toBe(false);
    expect(await page.title()).not.toContain('书院');
    expect(await axeFinds(page)).toEqual([]);
    const asked = await context.request.get('/api/org/search?q=x');
    expect([asked.status(), ((await asked.json()) as { code: string }).code]).toEqual([401, 'platform.session-locked']);
    await page.keyboard.press('Escape');
    await page.getByLabel('密码', { exact: true }).fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByText('不是本账号现在的密码').waitFor();
    await page.getByLabel('密码', { exact: true }).fill(LOST);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^书院社区 / }).waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('书院');
    // Reloading does not open it, and whoever sits down next takes the desk over.
    await page.getByRole('button', { name: '锁屏' }).click();
    await page.reload();
    await page.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
    await page.getByRole('button', { name: '换人登录' }).click();
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
    expect((await context.request.get('/api/session')).status()).toBe(401);
  });
});

test('who holds two posts says which one is worked in, and changes without signing in again', {
  timeout: 180_000,
}, async () => {
  // He stands in for the secretary of his community.
  await sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from", acts_for)
    SELECT gen_random_uuid(), mine.person, g.unit_id, g.path, g.role, g.permissions, g.sensitivity, g."from", g.id
    FROM access_grant g JOIN account a ON a.person = g.person AND a.login = 'community-secretary', account mine WHERE mine.login = 'grid-worker'`.execute(
    app.city.city.owner.db,
  );
  await app.as({ role: 'grid-worker' }, async ({ page, context }) => {
    await open(page, '/cases/mine');
    await page.getByRole('heading', { name: '今天用哪个岗位办公' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect((await context.request.get('/api/cases/mine')).status()).toBe(403);
    await page.getByRole('button', { name: /网格员/ }).click();
    await page.getByRole('button', { name: '账号：陈向阳' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/cases/mine');
    expect((await context.request.get('/api/assessment/periods')).status()).toBe(403);
    await page.getByRole('button', { name: '账号：陈向阳' }).click();
    await page.getByText('代理', { exact: true }).filter({ visible: true }).waitFor();
    await page.getByRole('button', { name: '换岗位' }).click();
    await page.getByRole('button', { name: '账号：陈向阳' }).getByText('社区书记').waitFor();
    expect((await context.request.get('/api/assessment/periods')).status()).toBe(200);
  });
});
