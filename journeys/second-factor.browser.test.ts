// SPDX-License-Identifier: Apache-2.0
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

let app: StaffApp;
beforeAll(async () => {
  app = await startStaffApp();
}, 180_000);
afterAll(() => app?.stop());

const PASSWORD = 'beichen-demo';

/** A device with a finger reader that knows its owner, told to the browser over its debugging protocol. */
async function giveDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function password(page: Page, login: string): Promise<void> {
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^账号：/ }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
};

test('an administrator must set up a passkey at the first sign-in, and comes in with it alone from then on', {
  timeout: 180_000,
}, async () => {
  await app.as({}, async ({ page, context }) => {
    await open(page, '/sign-in');
    await giveDevice(page);
    await password(page, 'administrator');
    await page.getByRole('heading', { name: '设置第二步验证' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    // There is no way around it.
    expect((await context.request.get('/api/accounts')).status()).toBe(401);
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    await page.getByRole('heading', { name: '备用码' }).waitFor();
    expect(
      await page
        .getByRole('listitem')
        .filter({ hasText: /^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/ })
        .count(),
    ).toBe(8);
    await page.getByRole('button', { name: '已存好，继续' }).click();
    await page.getByRole('button', { name: '账号：何维' }).waitFor();
    await signOut(page);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByRole('button', { name: '账号：何维' }).waitFor();
    await signOut(page);
    // The password alone leads no further than to the second step.
    await password(page, 'administrator');
    await page.getByRole('heading', { name: '第二步验证' }).waitFor();
    await page.getByRole('button', { name: '用通行密钥验证' }).click();
    await page.getByRole('button', { name: '账号：何维' }).waitFor();
  });
});

test('an app on the phone does it too: set up by its key, asked for at the next sign-in, and its last one cannot be removed', {
  timeout: 180_000,
}, async () => {
  await app.as({ width: 390 }, async ({ page, context }) => {
    await open(page, '/sign-in');
    await password(page, 'street-administrator');
    await page.getByRole('heading', { name: '设置第二步验证' }).waitFor();
    await page.getByRole('button', { name: '添加验证器' }).click();
    await page.getByRole('img', { name: '验证器的二维码' }).waitFor();
    const said = (await page.getByText(/^扫不了的/).textContent()) ?? '';
    const app2 = new TOTP({ secret: said.replace(/^[^：]*：/, '').replaceAll(' ', '') });
    const codeAt = (step: number): string => app2.generate({ timestamp: Date.now() + step * 30_000 });
    expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 390]);
    await page.getByLabel('验证码').fill(codeAt(-1));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '已存好，继续' }).click();
    await page.goto('/me');
    await page.getByText('现任岗位要求').waitFor();
    expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 390]);
    await page.getByRole('button', { name: /移除手机验证器/ }).click();
    await page.getByText('现任岗位要求第二步验证，这是最后一种').waitFor();
    await context.clearCookies();
    await page.goto('/sign-in');
    await password(page, 'street-administrator');
    await page.getByLabel('验证码').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('验证码不对、已过期或已用过').waitFor();
    await page.getByLabel('验证码').fill(codeAt(0));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});
