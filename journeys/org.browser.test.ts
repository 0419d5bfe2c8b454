// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '@beichen/kernel/time.ts';
import { hashPassword } from '@beichen/platform-server/login/password.ts';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { Desk } from '@beichen/platform-web/testing/desks.ts';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open as openPage, type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

/** Days pass and all that falls due meanwhile is counted; beside busy neighbours that takes minutes. In ms. */
const PATIENCE = 240_000;

let app: StaffApp;
let community: number;
let street: number;

beforeAll(async () => {
  app = await startStaffApp();
  [street, community] = [await idOf('411302001'), await idOf('411302001006')];
}, PATIENCE);
afterAll(() => app?.stop());

async function idOf(code: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM unit WHERE code = ${code}`.execute(app.city.city.worker.db);
  return rows[0]?.id ?? 0;
}

async function using<T>(path: string, visitor: Visitor, work: (desk: Desk) => Promise<T>): Promise<T> {
  return await app.as(visitor, async (desk) => {
    await openPage(desk.page, path);
    return await work(desk);
  });
}

async function asked<T>(page: Page, path: string): Promise<T> {
  return (await (await page.context().request.get(app.city.url + path)).json()) as T;
}

type Listed = { readonly rows: readonly { readonly id: string; readonly number: string; readonly stage: string }[] };

/** Cases that are not answered yet, of whatever lies at a unit. */
async function openCases(page: Page, unit: number): Promise<Listed['rows']> {
  const { rows } = await asked<Listed>(page, `/api/cases?unit=${unit}&limit=200`);
  return rows.filter(({ stage }) => stage !== 'answered');
}

/** Each screen once, in a theme, a language and a width that change from one to the next. */
const DESK = { theme: 'light', language: 'zh-CN', width: 1440 } as const;
const PHONE = { theme: 'dark', language: 'en', width: 390 } as const;
const SCREENS = [
  { role: 'street-organiser', screen: 'unit', view: PHONE, path: () => `/units/${community}` },
  { role: 'county-organiser', screen: 'past', view: DESK, path: () => `/units/${street}?on=2024-05-01` },
  { role: 'county-organiser', screen: 'wizard', view: PHONE, path: () => `/units/${street}/change` },
  { role: 'county-organiser', screen: 'changes', view: DESK, path: () => '/units/changes' },
  { role: 'street-organiser', screen: 'handovers', view: PHONE, path: () => '/handovers' },
  { role: 'county-organiser', screen: 'coverage', view: PHONE, path: () => '/coverage' },
  { role: 'city-organiser', screen: 'coverage', view: DESK, path: () => '/coverage' },
  {
    role: 'street-organiser',
    screen: 'gaps',
    view: DESK,
    path: () => `/coverage?unit=${street}&list=covers.community`,
  },
  { role: 'city-organiser', screen: 'import', view: PHONE, path: () => '/units/import' },
] as const;

test.each(SCREENS)('$role: $screen: axe finds nothing, and it fits', async ({ role, view, path }) => {
  await using(path(), { role, ...view }, async ({ page, complaints }) => {
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' });
    expect(await axeFinds(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(view.width);
    expect(complaints).toEqual([]);
  });
});

test('who may not change is told that the page is closed, and who may decides beside the history', async () => {
  await using(`/units/${community}/change`, { role: 'street-organiser' }, async ({ page }) => {
    await page.getByText('“提出区划调整”不对这个岗位开放').waitFor();
    await page.goto(`${app.city.url}/units/${community}`);
    await page.getByText('区划调整由市委组织部专班、县（市、区）委组织部办理。').waitFor();
    expect(await page.getByRole('link', { name: '调整区划' }).count()).toBe(0);
  });
});

test('a change of a later day waits in the list and can be withdrawn; a step back keeps what was typed', async () => {
  await using(`/units/${community}/change`, { role: 'county-organiser', width: 390 }, async ({ page }) => {
    await page.getByRole('radio', { name: /^改名/ }).check();
    await page.getByLabel('生效日期').fill('2026-12-01');
    await page.getByLabel('依据').fill('宛民〔2026〕12号');
    await page.getByRole('button', { name: '下一步，填调整内容' }).click();
    await page.getByLabel('新名称').fill('书院社区居民委员会');
    await page.getByRole('button', { name: '核对无误，下一步' }).click();
    // What the community is called already, by the pack's table.
    await page.getByText('与现在的名称相同').waitFor();
    await page.getByLabel('新名称').fill('书院路社区居民委员会');
    await page.goBack();
    expect(await page.getByLabel('依据').inputValue()).toBe('宛民〔2026〕12号');
    await page.reload();
    await page.getByText('这是上次没有提交的内容').waitFor();
    await page.getByRole('button', { name: '下一步，填调整内容' }).click();
    expect(await page.getByLabel('新名称').inputValue()).toBe('书院路社区居民委员会');
    await page.getByRole('button', { name: '核对无误，下一步' }).click();
    await page.getByText('“书院社区居民委员会”改称“书院路社区居民委员会”').waitFor();
    await page.getByRole('button', { name: '提交这次调整' }).click();
    await page.getByRole('heading', { name: '已提交，待生效' }).waitFor();
    await page.getByRole('link', { name: '看全部区划调整' }).click();
    const row = page.getByRole('listitem').filter({ hasText: '宛民〔2026〕12号' });
    await row.getByText('待生效').waitFor();
    await row.getByRole('button', { name: '撤回' }).click();
    await row.getByRole('button', { name: '撤回这次调整' }).click();
    await row.getByText('已撤回').waitFor();
    await page.goto(`${app.city.url}/units/${community}`);
    await page.getByText('书院社区列入系统以来没有调整过。').waitFor();
  });
});

test(
  'secretary-hands-over: the street hands the post over, the next holder sees what is open and confirms, the former one is out',
  async () => {
    const open = await using(`/units/${community}`, { role: 'street-organiser' }, async ({ page }) => {
      await page.getByRole('button', { name: /^交接.*林若溪/ }).click();
      await page.getByRole('button', { name: '提交交接，列出未了事项' }).click();
      await page.getByText('还没有填姓名').waitFor();
      await page.getByLabel('姓名').fill('宋知行');
      // The demo's posts begin on the 28th, so the next holder begins on the 29th at the earliest.
      expect(await page.getByLabel('接任者从哪一天起任职').inputValue()).toBe('2026-09-29');
      await page.getByText('林若溪任职到2026年9月28日为止，接任者2026年9月29日起任职').waitFor();
      await page.getByLabel('交接说明').fill('台账在一楼档案柜');
      const count = (await openCases(page, community)).length;
      await page.getByRole('button', { name: '提交交接，列出未了事项' }).click();
      await page.getByText('已登记交接，未了事项列在交接单上').waitFor();
      const posts = page.getByRole('region', { name: '任职' });
      await posts.getByText('尚未到任').waitFor();
      await posts.getByText('2026年9月28日至2026年9月28日').waitFor();
      await posts.getByRole('link', { name: '岗位交接' }).click();
      const row = page.getByRole('listitem').filter({ hasText: '书院社区' });
      await row.getByText(`未了事项（${count}）`).waitFor();
      expect(await row.getByRole('button').count()).toBe(0);
      return count;
    });
    expect(open).toBeGreaterThan(0);
    await using(`/units/${community}`, { role: 'community-secretary' }, ({ page }) =>
      page.getByRole('heading', { level: 1, name: '书院社区' }).waitFor(),
    );
    await app.city.moveTo(instant('2026-09-29T01:00:00.000Z'));
    await giveAccount('songzhixing');
    await using('/sign-in', {}, async ({ page, context }) => {
      const answer = await context.request.post(`${app.city.url}/api/session`, {
        data: { login: 'songzhixing', password: '交接时的密码' },
        headers: { origin: app.city.url },
      });
      expect(answer.ok()).toBe(true);
      await page.goto(`${app.city.url}/units`);
      await page.getByText('有一份交接等你确认').waitFor();
      await page.getByRole('link', { name: '去确认接手' }).click();
      const mine = page.getByRole('region', { name: '等你确认接手' });
      await mine.getByText(`未了事项（${open}）`).waitFor();
      await mine.getByText('台账在一楼档案柜').waitFor();
      await mine.getByRole('button', { name: '确认接手' }).click();
      await page.getByRole('region', { name: '已接手' }).getByText('9月29日').first().waitFor();
      expect(await openCases(page, community)).toHaveLength(open);
    });
    await using(`/units/${community}`, { role: 'community-secretary' }, async ({ page, context }) => {
      await page.getByText('“单位”不对这个岗位开放').waitFor();
      expect((await context.request.get(`${app.city.url}/api/cases?unit=${community}`)).status()).toBe(403);
    });
  },
  PATIENCE,
);

/** Whoever follows the secretary gets an account. */
async function giveAccount(login: string): Promise<void> {
  const { db } = app.city.city.worker;
  await sql`INSERT INTO account (id, person, login, password_hash)
    SELECT ${randomUUID()}, person, ${login}, ${await hashPassword('交接时的密码')} FROM access_grant
    WHERE unit_id = ${community} AND role = 'community-secretary' AND "to" IS NULL`.execute(db);
}

const OCTOBER = instant('2026-10-01T01:00:00.000Z');

/** Clocks that should have rung by then. */
async function due(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM clock WHERE stopped_at IS NULL AND fired_at IS NULL AND due_at <= ${OCTOBER}`.execute(
    app.city.city.worker.db,
  );
  return rows[0]?.n ?? 0;
}

type Chart = {
  readonly units: readonly { readonly id: number; readonly stars: number; readonly grade: string | null }[];
};
type Why = { readonly explanation: { readonly result: { readonly total: number } } };

test(
  'split-a-community: open cases go as said, the past and the results of the past stay, and the history tells',
  async () => {
    // The third quarter is over: its results follow the tree of its last day.
    await app.city.moveTo(OCTOBER);
    while ((await due()) > 0) await sleep(100);
    await app.city.settled();
    const third = async (page: Page) => {
      const { units } = await asked<Chart>(page, '/api/assessment/chart?period=2026-q3');
      const { explanation } = await asked<Why>(page, `/api/assessment/units/${community}?period=2026-q3`);
      const rows = units.map(({ id, stars, grade }) => [id, stars, grade]).sort(([a], [b]) => Number(a) - Number(b));
      return [...rows, [community, explanation.result.total, '']];
    };
    await using(`/units/${community}`, { role: 'county-organiser' }, async ({ page }) => {
      const before = await third(page);
      expect(before.map(([id]) => id)).toContain(community);
      const cases = [...(await openCases(page, community))].sort((a, b) => (a.number < b.number ? -1 : 1));
      // The board opens with what is not closed yet.
      const apart = cases.find(({ stage }) => stage === 'dispatched');
      const other = cases.find((one) => one !== apart);
      if (apart === undefined || other === undefined) throw new Error('the demo has too few open cases');
      await split(page, apart.number);

      const [east, west] = [await idOf('411302001091'), await idOf('411302001092')];
      const wayOf = async (id: string): Promise<string> => {
        await page.goto(`${app.city.url}/cases/${id}`);
        return await page.getByRole('navigation', { name: '所在位置' }).innerText();
      };
      expect(await wayOf(apart.id)).toContain('书院西社区');
      expect(await wayOf(other.id)).toContain('书院东社区');
      await page.goto(`${app.city.url}/cases?unit=${west}`);
      await page.getByText(apart.number).first().waitFor();
      expect((await openCases(page, west)).map(({ number }) => number)).toEqual([apart.number]);
      expect(await openCases(page, east)).toHaveLength(cases.length - 1);
      await app.city.settled();
      expect(await third(page)).toEqual(before);

      await page.goto(`${app.city.url}/units/${community}`);
      await page.getByText('已于2026年10月1日撤销').waitFor();
      const history = page.getByRole('region', { name: '沿革' });
      await history.getByText('分立').waitFor();
      await history.getByText('设书院东社区，由东关街道管').waitFor();
      await history.getByRole('button', { name: '条全部列出' }).click();
      await history.getByText('书院社区的未了事项（1）转给书院西社区').waitFor();
      await page.getByRole('link', { name: '看撤销前一天' }).click();
      await page.getByText('这是2026年9月30日的区划和任职，不是今天的。').waitFor();
      // The secretary's post went on at the first part; on the day before it was here.
      await page.getByRole('region', { name: '任职' }).getByText('社区书记').waitFor();
      await page.getByRole('navigation', { name: '所在位置' }).getByRole('link', { name: '东关街道' }).click();
      const below = page.getByRole('region', { name: '下属单位' });
      await below.getByText('2026年10月1日撤销').waitFor();
      await page.getByRole('button', { name: '回到今天' }).click();
      await below.getByRole('link', { name: '书院西社区' }).waitFor();
      expect(await below.getByRole('link', { name: '书院社区' }).count()).toBe(0);
      await undo(page);
    });
  },
  PATIENCE,
);

/** Two communities in place of one: all goes to the first, one case to the second. */
async function split(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: '调整区划' }).click();
  await page.getByRole('radio', { name: /^分立/ }).check();
  await page.getByLabel('依据').fill('宛政文〔2026〕31号');
  await page.getByRole('button', { name: '下一步，填调整内容' }).click();
  await page.getByRole('group', { name: '新单位1' }).getByLabel('名称').fill('书院东社区居民委员会');
  await page.getByRole('group', { name: '新单位1' }).getByLabel('区划代码').fill('411302001006');
  await page.getByRole('group', { name: '新单位2' }).getByLabel('名称').fill('书院西社区居民委员会');
  await page.getByRole('group', { name: '新单位2' }).getByLabel('区划代码').fill('411302001092');
  await page.getByRole('button', { name: '核对无误，下一步' }).click();
  // The old unit's own code is taken for good; the fault stands at its field, which has the focus.
  await page.getByText('代码411302001006已被使用').waitFor();
  expect(await page.evaluate('document.activeElement.value')).toBe('411302001006');
  await page.getByRole('group', { name: '新单位1' }).getByLabel('区划代码').fill('411302001091');
  await page.getByRole('button', { name: '核对无误，下一步' }).click();
  const open = page.locator('section').filter({ has: page.getByLabel(/未了事项/) });
  await open.getByRole('button', { name: '逐件指定' }).last().click();
  await page.getByLabel(new RegExp(`^${number} `)).selectOption({ label: '书院西社区居民委员会' });
  await page.getByRole('button', { name: '下一步，看会做哪些' }).click();
  // Grids and the Party body go too: the last steps stand behind the fold.
  await page.getByRole('button', { name: '条全部列出' }).click();
  await page.getByText('撤销书院社区', { exact: true }).waitFor();
  await page.getByRole('button', { name: '提交这次调整' }).dblclick();
  await page.getByRole('heading', { name: '调整已生效' }).waitFor();
}

/** What was done is undone by a change of its own, decided by whoever decided it. */
async function undo(page: Page): Promise<void> {
  await page.goto(`${app.city.url}/units/changes`);
  const row = page.getByRole('listitem').filter({ hasText: '依据：宛政文〔2026〕31号' });
  await row.getByRole('button', { name: '撤销此次调整' }).click();
  await row.getByLabel('依据').fill('宛政文〔2026〕32号');
  await row.getByText('恢复书院社区').waitFor();
  await row.getByRole('button', { name: '提交，从这一天起恢复原状' }).click();
  await row.getByText('后来已撤销').waitFor();
  const back = page.getByRole('listitem').filter({ hasText: '依据：宛政文〔2026〕32号' });
  await back.getByText('已生效').waitFor();
}
