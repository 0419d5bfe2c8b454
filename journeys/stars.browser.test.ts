// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { instant } from '@beichen/kernel/time.ts';
import { axeFinds, COLOURS } from '@beichen/platform-web/testing/axe-finds.ts';
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
  await app.city.settled();
}, 180_000);
afterAll(() => app?.stop());

const as = (role: string, work: (page: Page, context: BrowserContext) => Promise<void>, view: Visitor = {}) =>
  app.as({ role, ...view }, ({ page, context }) => work(page, context));

const ownPage = async (context: BrowserContext): Promise<string> => {
  const session = (await (await context.request.get('/api/session')).json()) as { posts: { unit: { id: number } }[] };
  return `/assessment/units/${session.posts[0]?.unit.id}`;
};

const firstUnit = async (context: BrowserContext): Promise<string> => {
  const answer = await (await context.request.get('/api/assessment/chart?period=2026-q3')).json();
  return `/assessment/units/${(answer as { units: { id: number }[] }).units[0]?.id}`;
};

const newestRun = async (context: BrowserContext): Promise<string> => {
  const answer = (await (await context.request.get('/api/assessment/periods')).json()) as { periods: { id: string }[] };
  return `/assessment/evaluations/${answer.periods[0]?.id}`;
};

test('the chart and its list hold the same communities, all that the server gives', async () => {
  await as('city-organiser', async (page, context) => {
    const chart = await (await context.request.get('/api/assessment/chart?period=2026-q3')).json();
    const ids = (chart as { units: { id: number }[] }).units.map(({ id }) => String(id)).sort();
    await page.goto('/');
    await page.getByText('初步结果').waitFor();
    const drawn = await page
      .locator('svg a[data-unit]')
      .evaluateAll((dots) => dots.map((one) => one.getAttribute('data-unit')));
    expect(ids.length).toBeGreaterThanOrEqual(423);
    expect([...drawn].sort()).toEqual(ids);
    await page.getByRole('button', { name: '列表' }).click();
    const listed = await page
      .locator('a[href*="/assessment/units/"]')
      .evaluateAll((links) => links.map((link) => /units\/(\d+)/.exec(link.getAttribute('href') ?? '')?.[1]));
    expect([...listed].sort()).toEqual(ids);
    await page.getByRole('searchbox').fill('sysq');
    await page.getByRole('link', { name: '书院社区' }).first().waitFor();
  });
});

test('a street’s home names each of its communities once, and compares with nothing where no period came before', async () => {
  await as('street-organiser', async (page, context) => {
    const chart = await (await context.request.get('/api/assessment/chart?period=2026-q3')).json();
    const names = (chart as { units: { name: string }[] }).units.map(({ name }) => name).sort();
    await page.goto('/');
    const table = page.getByRole('region', { name: '各社区一览' }).last();
    await table.waitFor();
    expect((await table.locator('tbody a').allInnerTexts()).sort()).toEqual(names);
    await page.getByRole('button', { name: '列表' }).click();
    await page.getByRole('columnheader', { name: '等次' }).waitFor();
    expect(await page.getByRole('columnheader', { name: '比上期' }).count()).toBe(0);
  });
});

test('by keyboard alone from a dot to why, and from there to a case', async () => {
  await as('county-organiser', async (page) => {
    await page.goto('/');
    const dot = page.locator('svg a[data-unit][tabindex="0"]');
    await dot.waitFor();
    await dot.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/assessment/units/**');
    const safe = page.getByRole('button', { name: /平安法治星/ });
    await safe.waitFor();
    if ((await safe.getAttribute('aria-expanded')) === 'false') {
      await safe.focus();
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: /事项按期办结/ }).focus();
    await page.keyboard.press('Enter');
    const all = page.getByRole('button', { name: /^全部\d+$/ });
    const record = page.locator('main a[href^="/cases/0"]').first();
    await Promise.race([all.waitFor(), record.waitFor()]);
    expect(await record.getAttribute('href')).toMatch(/^\/cases\/[0-9a-f-]{36}$/);
    await record.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/cases/**');
  });
});

test('a secretary lands on the stars of her own community, a declared fact says so, and a missing one is not 0', async () => {
  await as('community-secretary', async (page) => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: '书院社区' }).waitFor();
    await page.getByRole('img', { name: '支部过硬星：数据未齐' }).first().waitFor();
    expect(await page.locator('svg a[data-unit]').count()).toBe(0);
    await page.getByRole('button', { name: /支部过硬星/ }).click();
    await page.getByRole('button', { name: /组织生活质量/ }).click();
    await page.getByText('缺数不按0分算').first().waitFor();
    await page.getByRole('button', { name: /网格党组织覆盖/ }).click();
    await page
      .getByText(/由单位填报，9月28日/)
      .first()
      .waitFor();
  });
});

test('a figure of a unit leads to its measure, and there to as many records as it counts, up to the whole county', async () => {
  await as('county-organiser', async (page, context) => {
    await page.goto(`${await firstUnit(context)}?period=2026-q3&method=community-stars`);
    await page.getByRole('button', { name: /^看全部/ }).click();
    const row = page.getByRole('region', { name: '全部数据' }).last().locator('tr', { hasText: '按期办结' }).first();
    const [num = '', den = ''] = (await row.innerText()).match(/\d+/g) ?? [];
    await row.locator('a').first().click();
    await page.getByRole('heading', { level: 1, name: '事项按期办结率' }).waitFor();
    await page.getByText(`${num} / ${den}件；逐级相加`).waitFor();
    await page.getByText(`计入${num}条，共${den}条`).waitFor();
    await page.getByText('2026年第三季度的考评结果用的数').waitFor();
    expect(await page.locator('tbody a[href^="/cases/0"]').count()).toBe(Math.min(50, Number(den)));
    await page.getByRole('navigation', { name: '位置' }).last().getByRole('link').first().click();
    const list = page.getByText(/^计入[\d,]+条，共[\d,]+条$/);
    await expect
      .poll(async () => Number((await list.innerText()).match(/[\d,]+/g)?.[1]?.replace(',', '')))
      .toBeGreaterThan(Number(den));
    await page.getByRole('button', { name: '再看一些' }).click();
    await page.getByText(/^已列100条/).waitFor();
  });
});

test('a count of stars opens to the units that it counts', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/');
    const five = page.getByRole('button', { name: /^四星/ });
    const count = Number(/(\d+)个/.exec(await five.innerText())?.[1]);
    await five.click();
    await page.getByRole('heading', { name: `四星：${count}个` }).waitFor();
    const sheet = page.locator(`[id="${await five.getAttribute('aria-controls')}"]`);
    expect(await sheet.locator('a[href^="/assessment/units/"]').count()).toBe(count);
    expect(await axeFinds(page)).toEqual([]);
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing in %s', async (theme) => {
  await as(
    'city-organiser',
    async (page, context) => {
      for (const path of ['/', '/assessment', await newestRun(context), await firstUnit(context)]) {
        await page.goto(path);
        await page
          .getByText(/数据截至/)
          .first()
          .waitFor();
        expect([path, await axeFinds(page, theme === 'light' ? {} : { rules: COLOURS })]).toEqual([path, []]);
      }
    },
    { theme },
  );
});

/** The other pages of assessment, as its organiser has them. */
const PAGES = [
  ...['ranking', 'drafts', 'editions', 'reviews', 'notices', 'namings', 'catalogue'],
  ...['cases.closed_on_time', 'cases.closing_days', 'org.hub_cover'].map((id) => `measures/${id}`),
].map((at) => `/assessment/${at}`);

const LOOKS = [
  { theme: 'light', language: 'zh-CN', rules: undefined },
  { theme: 'dark', language: 'en', rules: COLOURS },
] as const;

test.each(LOOKS)(
  'on none of the other pages does axe find anything, and each fits a phone: $theme, $language',
  async (look) => {
    const { theme, language, rules } = look;
    await as(
      'city-organiser',
      async (page) => {
        for (const path of [...PAGES, '/burden']) {
          await page.setViewportSize({ width: 1440, height: 900 });
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.locator('main h2, main table, main p').first().waitFor();
          expect([path, await axeFinds(page, rules === undefined ? {} : { rules })]).toEqual([path, []]);
          await page.setViewportSize({ width: 390, height: 900 });
          expect([path, await widthOf(page)]).toEqual([path, 390]);
        }
      },
      { theme, language },
    );
  },
);

test.each(['zh-CN', 'en'] as const)('every page fits into 390 pixels in %s', async (language) => {
  await as(
    'community-secretary',
    async (page, context) => {
      for (const path of ['/', '/assessment', await newestRun(context), `${await ownPage(context)}?star=safe`]) {
        await page.goto(path);
        await page.locator('main h2').first().waitFor();
        expect([path, await widthOf(page)]).toEqual([path, 390]);
      }
    },
    { width: 390, language },
  );
});

test('a period without a result says so and leads on', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/?period=2025-q1');
    await page.getByText('2025年第一季度没有考评结果').waitFor();
    await page.getByRole('link', { name: '看最近一期' }).click();
    await page.getByRole('heading', { level: 1, name: '2026年第三季度' }).waitFor();
  });
});

/** A result of the third quarter of 2025: a copy of this year's, in which half of all due cases were closed in time everywhere. */
async function plantYearBefore(): Promise<void> {
  const { db } = app.city.city.owner;
  const id = randomUUID();
  const source = sql`SELECT e.* FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE m.method = 'community-stars' AND e.period = '2026-q3' AND e.state = 'live'`;
  const own = JSON.stringify({ id, period: '2025-q3', tree_date: '2025-09-30' });
  await sql`INSERT INTO evaluation SELECT (jsonb_populate_record(NULL::evaluation, to_jsonb(e) || ${own}::jsonb)).* FROM (${source}) e`.execute(
    db,
  );
  await sql`INSERT INTO evaluation_unit SELECT (jsonb_populate_record(u, jsonb_build_object('evaluation', ${id}::text))).*
    FROM evaluation_unit u WHERE u.evaluation = (SELECT e.id FROM (${source}) e)`.execute(db);
  await sql`INSERT INTO result SELECT (jsonb_populate_record(r, jsonb_build_object('evaluation', ${id}::text))).*
    FROM result r WHERE r.evaluation = (SELECT e.id FROM (${source}) e)`.execute(db);
  const { rows } = await sql<{ unit_id: number; explanation: Buffer }>`
    SELECT unit_id, explanation FROM result WHERE evaluation = ${id}`.execute(db);
  for (const { unit_id, explanation } of rows) {
    const tree = JSON.parse(inflateSync(explanation).toString());
    for (const { items } of tree.sections)
      for (const item of items)
        if (item.measure === 'cases.closed_on_time') Object.assign(item, { num: 2, den: 4, value: 0.5 });
    const packed = deflateSync(JSON.stringify(tree));
    await sql`UPDATE result SET explanation = ${packed} WHERE evaluation = ${id} AND unit_id = ${unit_id}`.execute(db);
  }
}

/** A part of the unit became a unit of its own in the year between. */
async function plantSplit(unit: number): Promise<void> {
  await sql`INSERT INTO unit_change (id, kind, unit_id, path, holds_from, basis, input, made_by, made_at, state, settled_at, place_in_line)
    SELECT ${randomUUID()}, 'split', id, path, '2026-07-01', '批复', jsonb_build_object('kind', 'split', 'unit', id), ${randomUUID()}, now(), 'done', now(), 900
    FROM unit WHERE id = ${unit}`.execute(app.city.city.owner.db);
}

test('the year before stands beside each figure, and where a part was split off the page says since when', async () => {
  await as('community-secretary', async (page, context) => {
    const path = await ownPage(context);
    const facts = page.getByRole('region', { name: '全部数据' }).last();
    await page.goto(`${path}?period=2026-q3`);
    await page.getByRole('button', { name: /^看全部/ }).click();
    await page.getByText('2025年第三季度没有考评结果，不作同比。').waitFor();
    await plantYearBefore();
    await page.reload();
    await page.getByRole('button', { name: /^看全部/ }).click();
    await facts.getByRole('columnheader', { name: '上年同期' }).waitFor();
    const row = facts.locator('tr', { hasText: '50.00%' }).first();
    const [is = 0, was = 0, more = 0] =
      (await row.innerText()).match(/[+−]?[\d.]+(?=%|个百分点)/g)?.map((text) => Number(text.replace('−', '-'))) ?? [];
    expect(was).toBe(50);
    expect(more).toBe(Number((is - 50).toFixed(2)));

    await plantSplit(Number(path.split('/').at(-1)));
    await page.reload();
    await page.getByRole('button', { name: /^看全部/ }).click();
    await page.getByText('2026年7月1日分立，本单位范围与上年同期不同，不作同比。').waitFor();
    expect(await facts.getByRole('columnheader', { name: '上年同期' }).count()).toBe(0);
  });
});

// The last one: it moves the clock.
test('a result is frozen once its period is over, and the page shows it by itself', async () => {
  await as('city-organiser', async (page, context) => {
    await page.goto(await newestRun(context));
    const button = page.getByRole('button', { name: '冻结结果' });
    await page.getByText('9月30日过后才能冻结').waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await app.city.moveTo(instant('2026-10-08T02:00:00.000Z'));
    await app.city.settled();
    // A session lasts half a day, and ten days have passed.
    const [name = '', value = ''] = (await app.city.signIn('city-organiser')).split('=');
    await context.addCookies([{ name, value, url: app.city.url }]);
    await page.reload();
    await page
      .getByText(/数据截至10月8日/)
      .first()
      .waitFor();
    await button.click();
    await page.getByText('以后补录、更正的记录都不改变这次结果').waitFor();
    await page.getByRole('button', { name: '冻结2026年第三季度的结果' }).click();
    await page.getByText('正式结果，不再改变').waitFor({ timeout: 45_000 });
    expect(await page.locator('code').first().textContent()).toMatch(/^[0-9a-f]{64}$/);
    await page.getByRole('link', { name: '下载数据包' }).waitFor();
    await page.goto('/');
    await page.getByText('正式结果', { exact: true }).waitFor();
    // The result is a measure itself, which leads to it.
    await page.goto('/assessment/measures/assessment.community-stars.q3.stars');
    await page.getByText('423个单位各有各的数').waitFor();
    await page.locator('tbody').getByRole('link', { name: '2026年第三季度' }).first().click();
    await page.getByText('正式结果', { exact: true }).first().waitFor();
    expect(page.url()).toMatch(/\/assessment\/units\/\d+\?period=2026-q3&method=community-stars&evaluation=/);
  });
});
