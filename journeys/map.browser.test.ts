// SPDX-License-Identifier: Apache-2.0
import { axeFinds, COLOURS } from '@beichen/platform-web/testing/axe-finds.ts';
import { Desks, WITH_MAPS, WITHOUT_WEBGL } from '@beichen/platform-web/testing/desks.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

let app: StaffApp;

beforeAll(async () => {
  app = await startStaffApp(undefined, WITH_MAPS);
  await app.city.settled();
}, 180_000);
afterAll(() => app?.stop());

const as = (role: string, work: (page: Page, context: BrowserContext) => Promise<void>, view: Visitor = {}) =>
  app.as({ role, ...view }, ({ page, context }) => work(page, context));

/** The map is there, with what is on it. */
async function drawn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '看全图' }).waitFor();
}

/** Moves the pointer over the map until it is over a unit of the list, and says where that leads. */
async function pointAtSome(page: Page): Promise<{ readonly href: string; readonly name: string }> {
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('there is no map');
  const pointed = page.locator('[data-pointed] a');
  for (let turn = 0; turn < 60; turn += 1) {
    const [x, y] = [0.3 + ((turn * 7) % 10) * 0.045, 0.3 + ((turn * 3) % 10) * 0.045];
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await page.waitForTimeout(100);
    if ((await pointed.count()) > 0)
      return {
        href: (await pointed.first().getAttribute('href')) ?? '',
        name: await pointed.first().locator('b').innerText(),
      };
  }
  throw new Error('no unit lies under the pointer');
}

const unitCalled = async (context: BrowserContext, name: string): Promise<number> => {
  const found = await (await context.request.get(`/api/org/search?q=${encodeURIComponent(name)}`)).json();
  return (found as { units: { id: number; name: string }[] }).units.find((unit) => unit.name === name)?.id ?? 0;
};

test('by mouse from the city to a community: what is pointed at lights up in the list, a click opens it', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/map');
    for (let level = 1; level <= 3; level += 1) {
      await drawn(page);
      await page.getByText('示意', { exact: true }).waitFor();
      const { href, name } = await pointAtSome(page);
      await page.mouse.down();
      await page.mouse.up();
      await page.waitForURL(`**${href}`);
      await page.getByRole('heading', { level: 1, name: `${name}地图` }).waitFor();
    }
    // City, county and street stand above it.
    const path = page.getByRole('navigation', { name: '位置' }).getByRole('link');
    expect(await path.count()).toBe(3);
    await path.first().click();
    await page.getByRole('heading', { level: 1, name: '南阳市地图' }).waitFor();
  });
});

/** Goes down by the list, with the Enter key alone. */
async function downByKeys(page: Page): Promise<void> {
  for (const [unit, ways] of [
    ['南阳市', '宛城区'],
    ['宛城区', '东关街道'],
    ['东关街道', '书院社区'],
    ['书院社区', '第一网格'],
  ] as const) {
    await page.getByRole('heading', { level: 1, name: `${unit}地图` }).waitFor();
    await page.getByRole('region', { name: '下一级单位' }).getByRole('link', { name: ways }).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('heading', { level: 1, name: '第一网格地图' }).waitFor();
}

test('by keyboard down to a grid, and a unit that is searched for opens on the map', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/map');
    await downByKeys(page);
    // Its estates are invented for the example, which has no cells of them.
    await page.getByRole('link', { name: /^书香苑小区.*没有边界$/ }).waitFor();
    await page.getByRole('button', { name: '找单位' }).click();
    await page.getByRole('combobox', { name: '名称、拼音或首字母' }).fill('蒲山');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^蒲山.*地图$/ }).waitFor();
  });
});

test('an older browser of the desks draws it too', async () => {
  const desks = await Desks.open(app.city.url, WITH_MAPS);
  try {
    await desks.sit({ cookie: await app.city.signIn('city-organiser') }, async ({ page, complaints }) => {
      // What Chromium 87 has not, and the map's package uses.
      await page.addInitScript('delete Object.hasOwn; delete Array.prototype.at');
      await page.goto('/map');
      await drawn(page);
      const { name } = await pointAtSome(page);
      expect(name).toMatch(/[县区市]$/);
      expect(complaints.filter((one) => !one.includes('WebGL') && !one.includes('GPU'))).toEqual([]);
    });
  } finally {
    await desks.close();
  }
});

test('without WebGL the list is the screen, and says why', async () => {
  const desks = await Desks.open(app.city.url, WITHOUT_WEBGL);
  try {
    await desks.sit({ cookie: await app.city.signIn('city-organiser') }, async ({ page }) => {
      await page.goto('/map');
      await page.getByText('这个浏览器不能显示地图').waitFor();
      expect(await page.getByRole('region', { name: '下一级单位' }).getByRole('link').count()).toBe(13);
      expect(await page.locator('canvas').count()).toBe(0);
      await downByKeys(page);
    });
  } finally {
    await desks.close();
  }
});

test('a boundary is clicked, taken back, written, checked, and set; then it is on the map', async () => {
  await as('street-organiser', async (page, context) => {
    const unit = await unitCalled(context, '红卫社区');
    await page.goto(`/map/${unit}`);
    await drawn(page);
    await page.getByRole('button', { name: '画边界' }).click();
    await page.getByRole('heading', { name: '画红卫社区的边界' }).waitFor();
    await page.getByRole('button', { name: '清空' }).click();
    await drawn(page);
    const box = await page.locator('canvas').boundingBox();
    for (const [x = 0, y = 0] of [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.5, 0.6],
    ])
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * x, (box?.y ?? 0) + (box?.height ?? 0) * y);
    await page.getByText('3个折点').waitFor();
    await page.getByRole('button', { name: '撤销一步' }).click();
    await page.getByText('2个折点').waitFor();
    // Written: a square of about 93 by 111 metres in the middle of its cell, too small by far.
    const { boundary } = (await (await context.request.get(`/api/org/units/${unit}/map`)).json()) as {
      boundary: { polygons: [number, number][][][] };
    };
    const ring = boundary.polygons[0]?.[0]?.slice(1) ?? [];
    const [lng, lat] = [0, 1].map((n) => ring.reduce((sum, corner) => sum + (corner[n] ?? 0), 0) / ring.length) as [
      number,
      number,
    ];
    const corners = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
      [0, 0.001],
    ].map(([x = 0, y = 0]) => `${(lng + x).toFixed(6)},${(lat + y).toFixed(6)}`);
    await page.getByLabel('折点坐标').fill([...corners, 'x'].join('\n'));
    await page.getByText('第5行不是经度和纬度').waitFor();
    await page.getByLabel('折点坐标').fill(corners.join('\n'));
    await page.getByText('4个折点').waitFor();
    await page.getByRole('button', { name: '检查' }).click();
    // 0.001° from west to east at 33° are 0.0933 km, from south to north 0.1112 km.
    await page.getByText('面积0.010平方公里').waitFor();
    await page.getByText(/东关街道：下级单位没有占满它：空出1处/).waitFor();
    await page.getByLabel('依据').fill('踏勘');
    await page.getByRole('button', { name: '设定边界' }).click();
    await page.getByText('边界已设定，从2026年9月28日起').waitFor();
    await page.getByText('手绘').waitFor();
    const after = (await (await context.request.get(`/api/org/units/${unit}/map`)).json()) as {
      boundary: { origin: string; area: number };
    };
    expect([after.boundary.origin, after.boundary.area.toFixed(4)]).toEqual(['drawn', '0.0104']);
  });
});

test('a file of boundaries is checked first: what is wrong stands at its feature, and put right it is set', async () => {
  await as('county-organiser', async (page) => {
    await page.goto('/map');
    await page.getByRole('link', { name: '导入边界' }).click();
    await page.getByRole('heading', { level: 1, name: '导入边界' }).waitFor();
    const ring = [
      [112.6, 32.8],
      [112.62, 32.8],
      [112.62, 32.82],
      [112.6, 32.82],
      [112.6, 32.8],
    ];
    const file = (name: string) => ({
      name: 'b.geojson',
      mimeType: 'application/json',
      buffer: Buffer.from(
        JSON.stringify({
          type: 'FeatureCollection',
          features: [{ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } }],
        }),
      ),
    });
    await page.getByLabel('边界文件').setInputFiles(file('没有这个乡'));
    await page.getByRole('button', { name: '检查，先不导入' }).click();
    await page.getByText('宛城区及其以下没有“没有这个乡”').waitFor();
    expect(await page.getByRole('button', { name: '设定这些边界' }).count()).toBe(0);
    await page.getByRole('button', { name: '换一个文件' }).click();
    await page.getByLabel('边界文件').setInputFiles(file('金华镇'));
    await page.getByRole('button', { name: '检查，先不导入' }).click();
    await page.getByRole('button', { name: '设定这些边界' }).waitFor();
    await page.getByLabel('依据').fill('宛政文〔2026〕2号');
    await page.getByRole('button', { name: '设定这些边界' }).click();
    await page.getByText('已设定1个单位的边界').waitFor();
  });
});

test('the stars of the communities stand on a map, whose cells open them', async () => {
  await as('city-organiser', async (page) => {
    await page.goto('/');
    await page.getByRole('button', { name: '地图', exact: true }).click();
    await drawn(page);
    // As many of each count as the chart has, 423 in all.
    const legend = await page.getByRole('list', { name: '图例' }).getByRole('listitem').allInnerTexts();
    const counts = legend.map((text) => Number(/(\d+)个/.exec(text)?.[1]));
    expect([legend.length, counts.reduce((sum, one) => sum + one, 0)]).toEqual([6, 423]);
    await page.getByText('示意', { exact: true }).waitFor();
    const box = await page.locator('canvas').boundingBox();
    const why = page.getByRole('link', { name: '看原因' });
    for (let turn = 0; turn < 60 && (await why.count()) === 0; turn += 1) {
      const [x, y] = [0.48 + (turn % 10) * 0.014, 0.42 + Math.floor(turn / 10) * 0.02];
      await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * x, (box?.y ?? 0) + (box?.height ?? 0) * y);
      await page.waitForTimeout(60);
    }
    const href = await why.getAttribute('href');
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(`**${href}`);
  });
});

test.each([
  [1440, 'light'],
  [390, 'light'],
  [1440, 'dark'],
] as const)('axe finds nothing at %i pixels in %s', async (width, theme) => {
  await as(
    'street-organiser',
    async (page, context) => {
      const rules = theme === 'light' ? {} : { rules: COLOURS };
      const unit = await unitCalled(context, '书院社区');
      await page.goto(`/map/${unit}`);
      await drawn(page);
      expect(await axeFinds(page, rules)).toEqual([]);
      await page.getByRole('button', { name: '画边界' }).click();
      await page.getByRole('heading', { name: '画书院社区的边界' }).waitFor();
      expect(await axeFinds(page, rules)).toEqual([]);
      await page.goto(`/map/${unit}/import`);
      await page.getByRole('button', { name: '检查，先不导入' }).waitFor();
      expect(await axeFinds(page, rules)).toEqual([]);
      expect(await widthOf(page)).toBe(width);
    },
    { width, theme },
  );
});
