// SPDX-License-Identifier: Apache-2.0
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp();
}, 180_000);
afterAll(() => app?.stop());

type Listed = { readonly id: string; readonly number: string; readonly summary: string; readonly version: number };

async function listed(context: BrowserContext, asked: Record<string, string>): Promise<Listed[]> {
  const session = await (await context.request.get('/api/session')).json();
  const unit = String(session.posts[0].unit.id);
  const answer = await context.request.get(`/api/cases?${new URLSearchParams({ unit, ...asked })}`);
  return (await answer.json()).rows;
}

const named = async (page: Page, summary: string): Promise<Listed[]> =>
  (await listed(page.context(), { limit: '200' })).filter((row) => row.summary === summary);

async function fillReport(page: Page, summary: string): Promise<void> {
  await page.goto('/cases/report');
  await page.getByRole('radio', { name: '排水排污' }).check();
  await page.getByLabel('看到了什么').fill(summary);
  await page.getByLabel('在哪里').fill('3号院东侧');
}

describe.each([390, 1440])('a case from its report to the answer, at %d pixels', (width) => {
  const summary = `污水井外溢，第${width}号`;
  let number: string;

  test('reported for a resident: the draft outlives a reload, a double click reports once', async () => {
    await app.as({ role: 'grid-worker', width }, async ({ page }) => {
      await fillReport(page, summary);
      await page.getByRole('radio', { name: '居民反映的' }).check();
      await page.getByLabel('居民的联系电话').fill('13800138000');
      await page.reload();
      await page.getByText('这是上次没有上报的内容').waitFor();
      expect(await page.getByLabel('看到了什么').inputValue()).toBe(summary);
      expect(await page.getByLabel('居民的联系电话').inputValue()).toBe('13800138000');
      await page.getByRole('button', { name: '上报，交街道派遣' }).dblclick();
      await page.getByRole('heading', { name: '已上报' }).waitFor();
      expect(await page.getByRole('region', { name: '居民查询码' }).innerText()).toMatch(
        /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/,
      );
      const cases = await named(page, summary);
      expect(cases).toHaveLength(1);
      number = cases[0]?.number ?? '';
      await page.getByText(number, { exact: true }).first().waitFor();
      // The code is shown once, and the number of a resident stays on no phone.
      const left = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
      expect(left).not.toMatch(/13800138000|trackingCode|case-draft/);
    });
  });

  /** Opens the work list and takes the one step that this case needs there. */
  const step = async (role: string, button: string, work: (page: Page) => Promise<void>): Promise<void> =>
    app.as({ role, width }, async ({ page }) => {
      await page.goto('/cases/mine');
      await page.getByText(/^共\d+件/).waitFor();
      const row = page.getByRole('listitem').filter({ hasText: number });
      while ((await row.count()) === 0) await page.getByRole('button', { name: /^再看/ }).first().click();
      await row.getByRole('link', { name: button }).click();
      await work(page);
    });

  test('dispatched by the street, which may read the contact for a purpose', async () => {
    await step('street-organiser', '派遣', async (page) => {
      await page.getByRole('radio', { name: /^书院社区/ }).check();
      await page.getByRole('button', { name: '派遣，开始计时' }).click();
      await page.getByText('已派遣，时钟已经开始。').waitFor();
      const contact = page.getByRole('region', { name: '上报人', exact: true });
      expect(await contact.innerText()).not.toContain('13800138000');
      await contact.getByRole('button', { name: '查看，用于联系上报人' }).click();
      await contact.getByText('13800138000').waitFor();
    });
  });

  test('closed by the worker: 办结 is said, 解决 is not', async () => {
    await step('grid-worker', '办结', async (page) => {
      await page.getByRole('button', { name: '办结，转回访' }).click();
      await page.getByText('请选择结果').waitFor();
      await page.getByRole('radio', { name: '已处置' }).check();
      await page.getByLabel('办理情况').fill('已疏通管道');
      await page.getByRole('button', { name: '办结，转回访' }).dblclick();
      await page.getByText('已办结，等待回访。').waitFor();
      await page.getByText('办结不等于解决，要问过上报人').waitFor();
    });
  });

  test('answered: not reached leaves it open, solved ends it', async () => {
    const answer = async (said: string): Promise<void> =>
      app.as({ role: 'street-organiser', width }, async ({ page }) => {
        const [one] = await named(page, summary);
        await page.goto(`/cases/${one?.id}?do=answer`);
        await page.getByRole('radio', { name: said }).check();
        await page.getByRole('button', { name: '记录答复' }).click();
        await page.getByText('已记录上报人的答复。').waitFor();
        await page.getByRole('main').getByText(said, { exact: true }).first().waitFor();
      });
    await answer('未联系上');
    await answer('已解决');
  });
});

test('without a line the report is kept, and one button sends it once', async () => {
  const summary = '井盖松动，没有信号';
  await app.as({ role: 'grid-worker', width: 390 }, async ({ page }) => {
    await fillReport(page, summary);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByText('没有连上，还没有上报。内容已存在这台设备上').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '再上报一次' }).click();
    await page.getByRole('heading', { name: '已上报' }).waitFor();
    expect(await named(page, summary)).toHaveLength(1);
  });
});

test('a report whose answer was lost is recognised after a reload, and not recorded twice', async () => {
  const summary = '路灯不亮，答复丢失';
  await app.as({ role: 'grid-worker', width: 390 }, async ({ page }) => {
    await fillReport(page, summary);
    await page.route('**/api/cases', async (route) => {
      if (route.request().method() !== 'POST') return await route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByText('没有连上，还没有上报。').waitFor();
    await page.unroute('**/api/cases');
    await page.reload();
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByRole('heading', { name: '这一件已经上报过' }).waitFor();
    expect(await named(page, summary)).toHaveLength(1);
  });
});

test('what is wanting is said at its field, and a number that names a person is refused before it is sent', async () => {
  await app.as({ role: 'grid-worker', width: 390 }, async ({ page }) => {
    await page.goto('/cases/report');
    await page.getByLabel('看到了什么').fill('井盖松动，联系13800138000');
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByText('还有3处要填').waitFor();
    await page.getByText('说明里有电话号码。请填到“联系电话”一栏').waitFor();
    // The first faulty field has the focus: a category.
    expect(await page.evaluate('document.activeElement.type')).toBe('radio');
  });
});

test('a time that is claimed cannot lie ahead, and is shown as claimed', async () => {
  const summary = '围墙裂缝，前一天就有';
  await app.as({ role: 'grid-worker', width: 390 }, async ({ page, context }) => {
    await fillReport(page, summary);
    const { now } = await (await context.request.get('/api/session')).json();
    // The city's clock is eight hours ahead of UTC; one day later, one day before.
    const local = (days: number): string => new Date(Date.parse(now) + (days * 24 + 8) * 3_600_000).toISOString();
    const field = page.getByLabel('什么时候发生的');
    await field.fill(local(1).slice(0, 16));
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByText('发生时间不能晚于现在').waitFor();
    const [month, day] = local(-1).slice(5, 10).split('-').map(Number);
    await field.fill(`${local(-1).slice(0, 11)}06:30`);
    await page.getByRole('button', { name: '上报，交街道派遣' }).click();
    await page.getByRole('heading', { name: '已上报' }).waitFor();
    const [one] = await named(page, summary);
    await page.goto(`/cases/${one?.id}`);
    await page.getByText(`自述发生时间${month}月${day}日 06:30`).waitFor();
  });
});

test('a conflict shows both versions and loses nothing that was typed', async () => {
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    const [one] = await listed(page.context(), { stage: 'reported', limit: '1' });
    await page.goto(`/cases/${one?.id}?do=dispatch`);
    await page.getByRole('radio').first().check();
    await page.getByLabel('交代').fill('请今天处置');
    const session = await (await page.context().request.get('/api/session')).json();
    const answer = await page.context().request.post(`/api/cases/${one?.id}/dispatch`, {
      data: { version: one?.version, handler: session.posts[0].unit.id, note: '街道自己办' },
      headers: { origin: app.city.url, 'idempotency-key': '01990000-0000-7000-8000-00000000c0de' },
    });
    expect(answer.status()).toBe(200);
    await page.getByRole('button', { name: '派遣，开始计时' }).click();
    const both = page.getByRole('alert').filter({ hasText: '这条记录有两个版本' });
    await both.getByText('街道自己办').waitFor();
    expect(await both.innerText()).toContain('请今天处置');
    expect(await both.innerText()).toContain('东关街道于');
    expect(await page.getByLabel('交代').inputValue()).toBe('请今天处置');
    await both.getByRole('button', { name: '用这里填的，另存一版' }).click();
    await page.getByText('事项已经派遣').first().waitFor();
    expect(await page.getByLabel('交代').inputValue()).toBe('请今天处置');
  });
});

test('each count of the board is the length of the list that it opens to, and the address carries the filter', async () => {
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    await page.goto('/cases');
    const groups = page.getByRole('navigation', { name: '按到期和办理情况' });
    for (const group of ['已超期', '今日到期', '本周到期', '以后到期', '待派遣']) {
      const link = groups.getByRole('link', { name: group });
      const count = Number((await link.innerText()).replace(/\D/g, ''));
      await link.click();
      const table = page.getByRole('region', { name: `${group}的事项，可横向滚动` });
      await table.waitFor();
      expect([group, await table.locator('tbody tr').count()]).toEqual([group, count]);
    }
    await page.getByLabel('类别').selectOption({ label: '市容环境' });
    await page.waitForURL(/category=street-tidiness&group=waiting/);
    await page.reload();
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const categories = await rows.locator('td:nth-child(3)').allInnerTexts();
    expect(new Set(categories)).toEqual(new Set(['市容环境']));
  });
});

test('each day of the strip opens by keyboard to as many cases as it says, and closes again', async () => {
  await app.as({ role: 'street-organiser' }, async ({ page }) => {
    await page.goto('/cases');
    const strip = page.getByRole('navigation', { name: '办理中的事项，按最后一天' });
    const days = strip.getByRole('link');
    await days.first().waitFor();
    const names = await days.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    // The strip and the tabs count the same cases: those in hand that are not put off.
    const groups = page.getByRole('navigation', { name: '按到期和办理情况' });
    const countIn = (text: string): number => Number(/(\d[\d,]*)\D*$/.exec(text)?.[1]?.replace(',', ''));
    const inHand = await Promise.all(
      ['已超期', '今日到期', '本周到期', '以后到期'].map(async (name) =>
        countIn(await groups.getByRole('link', { name }).innerText()),
      ),
    );
    const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
    expect(sum(names.map(countIn))).toBe(sum(inHand));
    for (const name of names) {
      await strip.getByRole('link', { name, exact: true }).press('Enter');
      await page.waitForURL(/due=/);
      const table = page.getByRole('region', { name: /的?事项|，可横向滚动$/ });
      await table.waitFor();
      expect([name, await table.locator('tbody tr').count()]).toEqual([name, countIn(name)]);
      expect(await strip.locator('[aria-current]').getAttribute('aria-label')).toBe(name);
    }
    await strip.locator('[aria-current]').press('Enter');
    await page.waitForURL((url) => !url.search.includes('due='));
  });
});

test('the days of a limit are one picture that says when it began, ends, and where it stands', async () => {
  await app.as({ role: 'street-organiser' }, async ({ page, context }) => {
    const [one] = await listed(context, { stage: 'dispatched', overdue: 'false', deferred: 'false', limit: '1' });
    await page.goto(`/cases/${one?.id}`);
    const strip = page.getByRole('region', { name: '时限' }).getByRole('img', { name: /截止/ });
    const told = (await strip.getAttribute('aria-label')) ?? '';
    const { clock, case: row } = await (await context.request.get(`/api/cases/${one?.id}`)).json();
    const said = (day: string): string => `${day.slice(5).split('-').map(Number).join('月')}日`;
    expect(told).toContain(said(clock.days.from));
    expect(told).toContain(`${said(row.lastDay)}截止`);
    expect(told).toContain('现在');
    // A day for each from the dispatch to the last, and as many at rest as the server says; the day of the dispatch never counts.
    const days = (Date.parse(clock.days.until) - Date.parse(clock.days.from)) / 86_400_000 + 1;
    expect(await strip.locator('li').count()).toBe(days);
    expect(await strip.getByText('休', { exact: true }).count()).toBe(
      clock.days.rest.filter((day: string) => day !== clock.days.from).length,
    );
  });
});

test('pages of a long list follow by the cursor, none twice', async () => {
  await app.as({ role: 'county-organiser' }, async ({ page }) => {
    await page.goto('/cases?group=today');
    const rows = page.locator('tbody tr');
    await rows.nth(49).waitFor();
    await page.getByRole('button', { name: '再看下一页' }).click();
    await rows.nth(99).waitFor();
    const links = await rows.locator('td:first-child a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(new Set(links).size).toBe(links.length);
  });
});

const screens = [
  ['street-organiser', '/cases'],
  ['street-organiser', '/cases?group=closed'],
  ['street-organiser', '/cases/mine'],
  ['street-organiser', '/week'],
  ['grid-worker', '/cases/report'],
  ['street-organiser', 'reported'],
  ['street-organiser', 'dispatched'],
  ['street-organiser', 'closed'],
] as const;

/** Each theme, language and width once. */
const views = [
  { theme: 'light', language: 'zh-CN', width: 1440 },
  { theme: 'dark', language: 'en', width: 390 },
] as const;

describe.each(screens)('%s on %s', (role, path) => {
  test.each(views)('axe finds nothing and it fits: $theme, $language, $width pixels', async (view) => {
    await app.as({ role, ...view }, async ({ page, context }) => {
      if (path.startsWith('/')) await page.goto(path);
      else {
        const [one] = await listed(context, { stage: path, limit: '1' });
        await page.goto(`/cases/${one?.id}${path === 'reported' ? '?do=dispatch' : '?do=answer'}`);
      }
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy="true"]').waitFor({ state: 'hidden' });
      expect(await axeFinds(page, { within: 'main' })).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(view.width);
    });
  });
});
