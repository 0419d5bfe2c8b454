// SPDX-License-Identifier: Apache-2.0
import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

const STARTS = '2026-06-01T09:00:00.000Z';
const PACK = join(import.meta.dirname, '../packs/tennis-league');

/** The league as a whole city, of which nothing is there but the league itself and its secretary. */
async function barePack(folder: string): Promise<void> {
  await cp(PACK, folder, { recursive: true });
  const [head, root] = (await readFile(join(PACK, 'units.csv'), 'utf8')).split('\n');
  await writeFile(join(folder, 'units.csv'), `${head}\n${root}\n`);
  await mkdir(join(folder, 'example/2026-q2'), { recursive: true });
  await writeFile(join(folder, 'example/2026-q2/facts.csv'), 'unit,measure,num,den\n');
  await writeFile(join(folder, 'example/units.csv'), 'id,name,kind,parent\nleague,网球联盟,league,\n');
  const words = (id: string): string => `  ${id}: { summaries: [抗议], outcomes: [驳回] }\n`;
  const cases = `from: 2026-04-01\nnow: "${STARTS}"\nplaces: [网前]\ncategories:\n${words('lost-ball')}${words('moles')}deferring: [雨]\n`;
  await writeFile(join(folder, 'example/cases.yaml'), cases);
  const people =
    'password: love-fifteen\npeople:\n  - { id: secretary, name: Net Cord, does: { zh: 管联盟, en: Runs it }, role: secretary, unit: league }\n';
  await writeFile(join(folder, 'people.yaml'), people);
  await appendFile(join(folder, 'pack.yaml'), `demo: { starts_at: ${STARTS}, people: people.yaml }\n`);
}

let app: StaffApp;
beforeAll(async () => {
  app = await startStaffApp(barePack);
}, 180_000);
afterAll(() => app?.stop());

type File = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const csv = (name: string, rows: readonly (readonly string[])[]): File => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map((row) => row.join(',')).join('\n')),
});

/** The units of the league as an office would type them: kinds by their names, in the order of the pack. */
async function unitsFile(): Promise<File> {
  const kinds: Readonly<Record<string, string>> = {
    region: '赛区',
    club: '俱乐部',
    court: '球场',
    entrant: '参赛裁判',
  };
  const [, , ...rows] = (await readFile(join(PACK, 'units.csv'), 'utf8')).trim().split('\n');
  return csv('单位.csv', [
    ['代码', '名称', '类别', '上级代码', '类型'],
    ...rows.map((row) => {
      const [code = '', name = '', kind = '', parent = '', surface = ''] = row.split(',');
      return [code, name, kinds[kind] ?? kind, parent, surface];
    }),
  ]);
}

const HEAD = ['单位代码', '岗位', '姓名', '电话', '账号'];
const CAPTAINS = [
  ['fernwick', '队长', '艾丝', '+44 20 7946 0001', 'captain.fernwick'],
  ['crater', '队长', '罗布', '+44 20 7946 0002', 'captain.crater'],
];

async function hand(page: Page, file: File): Promise<void> {
  await open(page, '/units/import');
  await page.locator('input[type=file]').setInputFiles(file);
}

async function carryOut(page: Page): Promise<void> {
  await page.getByLabel('依据').fill('联盟年会第一号决议');
  await page.getByRole('button', { name: '导入，从今天起生效' }).click();
  await page.getByText('已导入').waitFor();
}

/** The secretary brings in the league and its captains; gives the slip of the first of them. */
async function bringIn(page: Page): Promise<string> {
  // A league of 25: three regions, twelve clubs, six courts, four umpires (packs/tennis-league/README.md).
  await hand(page, await unitsFile());
  await page.getByText('读到单位25行、任职0行').waitFor();
  expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 1440]);
  await carryOut(page);
  await hand(
    page,
    csv('人员.csv', [HEAD, ...CAPTAINS, ['fernwick', '教练', '奥特', '', ''], ['owlhaven', '队长', '', '', '']]),
  );
  await page.getByText('没有“教练”这个岗位').waitFor();
  await page.getByText('没有姓名，或不是2到50个字').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  // What is wrong comes back marked, made at the desk.
  const marked = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载标出问题的文件' }).click();
  expect((await marked).suggestedFilename()).toBe('人员-check.xlsx');
  await hand(page, csv('人员.csv', [HEAD, ...CAPTAINS]));
  await carryOut(page);
  await page.getByRole('button', { name: '给这2个账号开凭条' }).click();
  await page.getByText('captain.fernwick').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  const codes = page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(await codes.count()).toBe(2);
  const code = (await codes.first().textContent()) ?? '';
  await page.getByRole('button', { name: '已交付，关闭' }).click();
  // They are gone a moment after the click, not with it.
  await codes.first().waitFor({ state: 'detached' });
  expect(await codes.count()).toBe(0);
  // The same file again: nothing is left to do.
  await hand(page, csv('人员.csv', [HEAD, ...CAPTAINS]));
  await page.getByText('文件与在册的一致').waitFor();
  return code;
}

async function signInBySlip(page: Page, code: string): Promise<void> {
  await open(page, '/sign-in');
  await page.getByRole('button', { name: '有凭条，用一次性口令登录' }).click();
  await page.getByLabel('账号').fill('captain.fernwick');
  await page.getByLabel('一次性口令').fill(code);
  await page.getByRole('button', { name: '登录，设置密码' }).click();
  for (const label of ['新密码', '再填一次']) await page.getByLabel(label).fill('四个不相干的词：灯 河 七 窗');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '打开菜单' }).waitFor();
}

test('a tennis league becomes a city by files alone, and a captain sees her own club', {
  timeout: 180_000,
}, async () => {
  const code = await app.as({ role: 'secretary' }, ({ page }) => bringIn(page));
  await app.as({ width: 390 }, async ({ page, context }) => {
    await signInBySlip(page, code);
    await open(page, '/units');
    await page.getByRole('heading', { name: '蕨村俱乐部' }).waitFor();
    await page.getByRole('link', { name: '2 号场' }).waitFor();
    expect([await axeFinds(page), await widthOf(page)]).toEqual([[], 390]);
    const found = async (typed: string): Promise<string[]> => {
      const answer = await context.request.get(`${app.city.url}/api/org/search?q=${encodeURIComponent(typed)}`);
      return ((await answer.json()) as { units: { name: string }[] }).units.map(({ name }) => name);
    };
    expect(await found('号场')).toEqual(['1 号场', '2 号场', '3 号场']);
    expect(await found('月坑')).toEqual([]);
    expect((await context.request.get(`${app.city.url}/api/org/export?unit=1`)).status()).toBe(403);
  });
});
