// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import { readSource } from '@beichen/method';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessed } from './testing/assessed-anew.ts';
import { withFolder } from './testing/running-city.ts';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

const ROOT = join(import.meta.dirname, '..');
/** The quarter is over; the notice hangs from Monday the 12th for five working days, until Monday the 19th at midnight. */
const AFTER = instant('2026-10-12T02:00:00.000Z');
const OVER = instant('2026-10-19T16:00:00.000Z');
/** By which whoever objects can be called. */
const OBJECTOR = '13790246813';
const PHONE = { width: 390, height: 844 };

let app: StaffApp;
let notice = '';

async function openNotice(): Promise<string> {
  const headers = {
    Cookie: await app.city.signIn('city-organiser'),
    Origin: app.city.url,
    'Content-Type': 'application/json',
    'Idempotency-Key': uuidv7From(Date.now(), crypto.getRandomValues(new Uint8Array(16))),
  };
  const body = JSON.stringify({ period: '2026-q3', method: 'community-stars', document: '宛组公示〔2026〕3号' });
  const answer = await fetch(`${app.city.url}/api/assessment/notices`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  await app.city.settled();
  return ((await answer.json()) as { id: string }).id;
}

beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
  await app.city.moveTo(AFTER);
  await app.city.settled();
  notice = await openNotice();
}, 600_000);
afterAll(() => app?.stop());

/** A page as it comes over the line, to whoever has neither account nor script. */
async function get(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(`${app.city.url}${path}`);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const digestIn = (text: string): string | undefined => /sha256:([0-9a-f]{64})/u.exec(text)?.[1];

/** Names of people of the demo. */
function people(): string[] {
  const file = join(ROOT, 'packs/nanyang/example/people.yaml');
  const read = readSource(file, readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error('no people');
  return (read.value.value as { people: { name: string }[] }).people.map(({ name }) => name);
}

describe('a notice, for whoever has no account', () => {
  test('is led to from the way in, wherever one comes from', async () => {
    for (const [language, name] of [
      ['zh-CN', '正在公示的考评结果'],
      ['en', 'Results on notice'],
    ] as const)
      await app.as({ ...PHONE, language }, async ({ page }) => {
        // Somebody without an account who was given the address of a staff page.
        await page.goto('/assessment/notices');
        await page.getByRole('link', { name }).click();
        await page.locator(`a[href*="${notice}"]`).click();
        await page.waitForURL(`**/public/notices/${notice}*`);
        expect(new URL(page.url()).searchParams.get('lang')).toBe(language === 'en' ? 'en' : null);
      });
  });

  test('is found, and read without any script: what, by which edition, until when, whom to write to, which digest', async () => {
    const list = await get('/public/notices');
    expect(list.text).toContain(`href="/public/notices/${notice}"`);
    const page = await get(`/public/notices/${notice}`);
    for (const text of [
      '关于2026年第三季度社区“五星”支部创建考核评价结果的公示',
      '宛组公示〔2026〕3号',
      '社区“五星”支部创建考核评价办法（2026版）',
      '2026年10月12日至2026年10月19日',
      '县（市、区）委组织部',
      '共423个单位',
      '书院社区',
      '★ 得',
    ])
      expect(page.text.replaceAll('&quot;', '"')).toContain(text);
    expect(digestIn(page.text)).toBeDefined();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('set-cookie')).toBeNull();
  });

  test('names no person and gives no rank', async () => {
    const { text } = await get(`/public/notices/${notice}`);
    const known = people();
    expect(known.length).toBeGreaterThan(5);
    expect(known.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toContain('名次');
  });

  test('of something else, or of nothing, is answered alike', async () => {
    const pages = await Promise.all(
      ['nothing', '0199a000-0999-7000-8000-0000000000aa'].map((id) => get(`/public/notices/${id}`)),
    );
    expect(pages.map(({ status }) => status)).toEqual([404, 404]);
    expect(pages[0]?.text).toBe(pages[1]?.text);
  });

  test('is sound on a desktop and on a phone, and in both languages', async () => {
    for (const [size, path] of [
      [{}, `/public/notices/${notice}`],
      [PHONE, `/public/notices/${notice}`],
      [PHONE, `/public/notices/${notice}?lang=en`],
      [PHONE, '/public/notices'],
    ] as const)
      await app.as(size, async ({ page }) => {
        await open(page, path);
        expect(await axeFinds(page)).toEqual([]);
        expect(await widthOf(page)).toBeLessThanOrEqual('width' in size ? size.width : 1440);
      });
  });
});

test('recompute-as-an-outsider: the digest on the page is that of the package, and a figure that was changed gives another', async () => {
  const published = digestIn((await get(`/public/notices/${notice}`)).text);
  const answer = await fetch(`${app.city.url}/public/notices/${notice}/package`);
  expect(answer.status).toBe(200);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  await withFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const again = await assessed(folder);
    expect(again.digest).toBe(published);
    expect(again.results).toHaveLength(423);
    const facts = readFileSync(join(folder, 'facts.csv'), 'utf8');
    // Some community has one case more that was closed in time.
    writeFileSync(
      join(folder, 'facts.csv'),
      facts.replace(/,cases\.closed_on_time,(\d+),/u, (_, n: string) => `,cases.closed_on_time,${Number(n) - 1},`),
    );
    expect((await assessed(folder)).digest).not.toBe(published);
    writeFileSync(join(folder, 'facts.csv'), facts);
    appendFileSync(join(folder, 'method.yaml'), '\n# 一行注释不改变结果\n');
    expect((await assessed(folder)).digest).toBe(published);
    for (const name of people())
      for (const text of Object.values(files)) expect(Buffer.from(text).includes(name)).toBe(false);
  });
}, 120_000);

async function objected(page: Page): Promise<string> {
  await open(page, `/public/notices/${notice}`);
  const form = page.locator('#objection');
  await form.getByLabel('对哪个单位').selectOption({ index: 3 });
  await form.getByLabel('对哪颗星').selectOption({ index: 2 });
  await form.getByLabel('理由').fill('网格员配备数与实际不符');
  await form.getByLabel(/^联系电话/).fill(OBJECTOR);
  await form.getByRole('button', { name: '提交异议' }).click();
  await form.getByText('已提交。查询码只显示这一次').waitFor();
  return (await form.locator('.code').textContent()) ?? '';
}

test('anybody objects on the page, and reads by the code how it stands', async () => {
  await app.as(PHONE, async ({ page }) => {
    const code = await objected(page);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/u);
    const form = page.locator('#answer');
    await form.getByLabel('查询码').fill(`${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase());
    await form.getByRole('button', { name: '查询' }).click();
    // Three working days from Monday 12 October, until the end of Thursday, in the city and wherever the desk stands.
    await form.getByText('正在办理，最迟2026年10月15日答复。').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});

test('whoever answers sees how to reach the objector on asking alone, and each time it is in the audit', async () => {
  const readings = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM audit_entry WHERE action = 'vault.reveal' AND detail->>'purpose' = 'contact-reporter'`.execute(
      app.city.city.owner.db,
    );
    return rows[0]?.n ?? -1;
  };
  for (const [size, width] of [
    [{}, 1440],
    [PHONE, PHONE.width],
  ] as const)
    await app.as({ role: 'city-organiser', ...size }, async ({ page }) => {
      await open(page, `/assessment/notices/${notice}`);
      const button = page.getByRole('button', { name: '查看联系方式，用于联系异议人' });
      await button.waitFor();
      expect(await page.content()).not.toContain(OBJECTOR);
      const before = await readings();
      await button.click();
      await page.getByText(OBJECTOR).waitFor();
      await page.getByText('这次查看已记入审计').waitFor();
      // The phone: the page asks for no name.
      expect(await readings()).toBe(before + 1);
      expect(await axeFinds(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await page.reload();
      await button.waitFor();
      expect(await page.content()).not.toContain(OBJECTOR);
    });
});

test('at the end of its last day it is taken down, and with it what it was computed from', async () => {
  await app.city.moveTo(OVER);
  const { status, text } = await get(`/public/notices/${notice}`);
  expect(status).toBe(404);
  expect(text).toContain('没有这份公示，或公示期已满');
  expect((await get(`/public/notices/${notice}/package`)).status).toBe(404);
  expect((await get('/public/notices')).text).toContain('现在没有正在公示的结果');
});
