// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instant } from '@beichen/kernel/time.ts';
import { axeFinds } from '@beichen/platform-web/testing/axe-finds.ts';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeFile, writeApprovedTown } from './testing/approved-town.ts';
import { type StaffApp, startStaffApp, type Visitor, widthOf } from './testing/staff-app.ts';

const PHONE = { width: 390 };
const COMMUNITIES = ['河社区', '桥社区', '山社区', '湖社区', '林社区', '田社区'];
const all = (verbs: string): string[] => verbs.split(' ').map((verb) => `assessment.${verb}`);

let app: StaffApp;

/** Steps, a ranking and open data, as a city lays them down. Five working days for each step but the last. */
const LAID_DOWN = `  tracks:
    community-stars:
      unit: { zh: 社区, en: Communities }
      signs: { strong-branch: 支, thriving: 业, shared: 共, safe: 安, happy: 和 }
      review:
        steps:
          - { id: self, title: { zh: 自评, en: Self }, at: [community], own: true, days: 5 }
          - { id: street, title: { zh: 街道初审, en: Street }, at: [street], days: 5 }
          - { id: county, title: { zh: 专班评审, en: County }, at: [county], days: 5 }
          - { id: joint, title: { zh: 联审, en: Joint }, at: [city], days: 3 }
  ranking: { basis: 假定, least: 5, bands: { top: 1, width: 2 } }
`;

/** Six communities of one street, alike in all but the visits of the legal adviser: three, two in 山社区, one in 湖社区. Nothing is counted from cases, of which there are none. */
async function town(folder: string): Promise<void> {
  const reading = ['org.read', 'cases.read', 'assessment.read'];
  await writeApprovedTown(folder, {
    units: [
      { code: 'T1', name: '小城市', kind: 'city', parent: '' },
      { code: 'T2', name: '东县', kind: 'county', parent: 'T1' },
      { code: 'T3', name: '东街道', kind: 'street', parent: 'T2' },
      ...COMMUNITIES.map((name, at) => ({ code: `T${at + 4}`, name, kind: 'community' as const, parent: 'T3' })),
    ],
    roles: {
      organiser: [...reading, ...all('ask review convene notice freeze rank name')],
      county: [...reading, ...all('review answer')],
      street: [...reading, ...all('review declare')],
      secretary: [...reading, ...all('review declare object')],
    },
    people: [
      { id: 'city', name: '市办事', role: 'organiser', unit: 'T1' },
      { id: 'county', name: '县办事', role: 'county', unit: 'T2' },
      { id: 'street', name: '街办事', role: 'street', unit: 'T3' },
      { id: 'secretary', name: '河书记', role: 'secretary', unit: 'T4' },
    ],
    facts: [
      ['T6', 'legal.adviser_visits', 2],
      ['T7', 'legal.adviser_visits', 1],
    ],
  });
  await changeFile(join(folder, 'pack.yaml'), (text) => text.replace('  tracks: {}\n', LAID_DOWN));
  await changeFile(join(folder, 'methods/community-stars.yaml'), (text) =>
    text.replaceAll('cases.closed_on_time', 'guide.services_on_time').replaceAll('cases.solved', 'enterprise.solved'),
  );
}

beforeAll(async () => {
  app = await startStaffApp(town);
  await app.city.settled();
}, 180_000);
afterAll(() => app?.stop());

/** Somebody signs in and lands on the first page; from there on only links lead further. */
const as = (role: string, work: (page: Page) => Promise<void>, view: Visitor = {}) =>
  app.as({ role, ...view }, async ({ page, complaints }) => {
    await page.goto('/');
    await work(page);
    expect(complaints).toEqual([]);
  });

async function at(moment: string): Promise<void> {
  await app.city.settled();
  await app.city.moveTo(instant(moment) as Instant);
  await app.city.settled();
}

/** What waits for the reader: the sentence, and the way there. */
async function follow(page: Page, sentence: string, link: string): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: sentence }).getByRole('link', { name: link }).click();
}

async function isSound(page: Page, width = 1440): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(width);
}

const text = (page: Page): Promise<string> => page.locator('main').innerText();

test('open: the organiser asks for the one figure that no record gives', async () => {
  await as('city', async (page) => {
    await page.getByRole('link', { name: '填报要求' }).click();
    await page.getByRole('button', { name: '新的填报要求' }).click();
    await page.getByLabel('法律顾问驻点次数').check();
    await page.getByLabel('责任单位').fill('市司法局');
    await page.getByLabel('依据').fill('“三零”创建要求');
    await page.getByLabel('用途').fill('季考评');
    await page.getByText('向6个单位各要1个数').waitFor();
    await isSound(page);
    await page.getByRole('button', { name: '向6个单位发出' }).click();
    await page.getByText('已报0 / 6').waitFor();
  });
});

test('declared facts: at nine in the evening the secretary finds on her phone what waits, and hands it in', async () => {
  await at('2026-09-28T13:00:00.000Z');
  await as(
    'secretary',
    async (page) => {
      await page.getByRole('heading', { name: '考评待办' }).waitFor();
      // Five working days from 28 September: the 29th, the 30th, 8, 9 and 10 October.
      await page.getByText('10月10日截止').waitFor();
      await isSound(page, PHONE.width);
      await follow(page, '填报2026年第三季度数据', '填报');
      await page.getByLabel('数（次）').fill('0');
      await page.getByRole('button', { name: '上报1个数' }).click();
      await page.getByText('由河社区（secretary）上报').waitFor();
      await page.getByRole('button', { name: '再报1个数' }).waitFor();
      await page.getByRole('link', { name: '北辰' }).first().click();
      await page.getByRole('heading', { level: 1, name: '河社区' }).waitFor();
      await page.getByRole('heading', { name: '怎样能获得' }).waitFor();
      await page.getByRole('heading', { name: '考评待办' }).waitFor({ state: 'detached' });
    },
    PHONE,
  );
});

test('the review opens when the period is over; the community accepts its figures, star by star', async () => {
  await at('2026-10-09T02:00:00.000Z');
  await as('city', async (page) => {
    await follow(page, '开始评审', '评审');
    await page.getByRole('button', { name: '开始评审2026年第三季度' }).click();
    // From Friday 9 October: Saturday the 10th is worked, so the fifth working day is Thursday the 15th; five more are the 22nd, the 29th.
    await page.getByRole('columnheader', { name: '自评（10月15日止）' }).waitFor();
    await page.getByRole('columnheader', { name: '专班评审（10月29日止）' }).waitFor();
  });
  await as(
    'secretary',
    async (page) => {
      await follow(page, '自评：还有5项待核对', '评审');
      await page.getByRole('link', { name: /的平安法治星$/ }).click();
      await page.getByRole('checkbox', { name: '选中河社区' }).check();
      await page.getByRole('button', { name: '自评属实，交1个' }).click();
      await page.getByText('没有待评的').waitFor();
      await isSound(page, PHONE.width);
      await page.getByRole('link', { name: '看本期评审进度' }).click();
      await page.getByRole('link', { name: /的幸福和谐星$/ }).waitFor();
      await page.getByRole('link', { name: '北辰' }).first().click();
      await page.getByText('自评：还有4项待核对').waitFor();
    },
    PHONE,
  );
});

/** Five points at three visits, in proportion below: 0, 1.67, 3.33, 5. */
const POINTS = ['0.00', '1.67', '3.33', '5.00'];

/** From the first page to the figure of the star under review, and puts it right. */
async function correct(page: Page, to: number, reason: string): Promise<void> {
  await page.getByRole('link', { name: /的平安法治星$/ }).click();
  const cell = page.getByRole('button', { name: '河社区，法律顾问驻点' });
  await cell.click();
  await putRight(page, to, reason);
  await cell.filter({ hasText: POINTS[to] ?? '' }).waitFor();
}

async function putRight(page: Page, to: number, reason: string): Promise<void> {
  const figure = page.getByRole('complementary', { name: '河社区，法律顾问驻点' });
  await figure.getByRole('radio', { name: /^更正/ }).check();
  await figure.getByRole('textbox', { name: '数（次）' }).fill(String(to));
  await figure.getByRole('textbox', { name: '理由（社区能看到）' }).fill(reason);
  await figure.getByRole('button', { name: '提交更正' }).click();
  await figure.getByText(`更正前：${to - 1}次`).waitFor();
}

test('two-step review and correction: street and county put the figure right, each with a reason that the community reads', async () => {
  await at('2026-10-16T02:00:00.000Z');
  await as('street', async (page) => {
    // Five stars of six communities.
    await follow(page, '街道初审：还有30项待核对', '评审');
    await correct(page, 1, '8月的一次有驻点登记，漏报');
    await page.getByRole('checkbox', { name: /^选中待评的/ }).check();
    await page.getByRole('button', { name: '街道初审通过6个' }).click();
    await page.getByText('没有待评的').waitFor();
    // The fact stays beside the empty list, where it was.
    const fact = page.getByRole('complementary', { name: '河社区，法律顾问驻点' });
    expect((await fact.boundingBox())?.x).toBeGreaterThan(720);
    await isSound(page);
  });
  await at('2026-10-23T02:00:00.000Z');
  await as('county', async (page) => {
    await follow(page, '专班评审：还有30项待核对', '评审');
    await correct(page, 2, '9月的一次由县司法局证实');
    await page.getByRole('button', { name: '收起' }).click();
    await page.getByRole('checkbox', { name: /^选中待评的/ }).check();
    await page.getByRole('button', { name: '专班评审通过6个' }).click();
    await page.getByText('已记下6个').waitFor();
  });
  await app.city.settled();
  await as('secretary', async (page) => {
    await page.getByRole('heading', { name: '评审更正过的数据' }).waitFor();
    const told = await text(page);
    for (const line of ['0次更正为1次', '8月的一次有驻点登记，漏报', '1次更正为2次', '9月的一次由县司法局证实'])
      expect(told).toContain(line);
    await isSound(page);
  });
});

test('the joint review meets, with who was there and who was not, and leads to the public notice', async () => {
  await at('2026-10-30T02:00:00.000Z');
  await as('city', async (page) => {
    await follow(page, '召开联审会，结束评审', '办理');
    await page.getByRole('button', { name: '记一次联审会' }).click();
    await page.getByRole('textbox', { name: '到会单位' }).fill('市委组织部、市委政法委');
    await page.getByRole('textbox', { name: '缺席单位' }).fill('市住建局');
    await page.getByRole('textbox', { name: '议定事项' }).fill('逐星审议各县评审结果，同意结束评审，转入公示。');
    await page.getByRole('radio', { name: /^到此结束/ }).check();
    await page.getByRole('button', { name: '记下会议，结束评审' }).click();
    await page.getByText('缺席：市住建局').waitFor();
    await page.getByRole('button', { name: '公示', exact: true }).click();
    await page.getByLabel('文号').fill('宛组公示〔2026〕3号');
    await isSound(page);
    await page.getByRole('button', { name: '冻结并公示' }).click();
    await page.getByRole('heading', { name: '各单位得星（6个）' }).waitFor();
    await page.getByRole('link', { name: '公开网页' }).click();
    await page.getByRole('heading', { name: /^关于2026年第三季度.*的公示$/ }).waitFor();
  });
});

let code = '';

test('public notice: a resident without an account objects on the phone', async () => {
  await app.as(PHONE, async ({ page, complaints }) => {
    await page.goto('/public/notices');
    await page.getByRole('link', { name: /^关于2026年第三季度/ }).click();
    await isSound(page, PHONE.width);
    await page.getByRole('link', { name: '提出异议' }).click();
    const form = page.locator('#objection');
    await form.getByLabel('对哪个单位').selectOption('河社区 · 东街道');
    await form.getByLabel('对哪颗星').selectOption('平安法治星');
    await form.getByLabel('理由').fill('7月也来过一次，一共三次');
    await form.getByRole('button', { name: '提交异议' }).click();
    code = (await form.locator('.code').textContent()) ?? '';
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/u);
    expect(complaints).toEqual([]);
  });
});

test('the objection is upheld by the county; the figure is put right, and the resident reads the answer', async () => {
  await as('secretary', async (page) => {
    await follow(page, '看公示的本单位结果', '查看');
    await page.getByText('7月也来过一次，一共三次').waitFor();
    await page.getByRole('button', { name: '提出异议' }).waitFor();
    expect(await page.getByRole('button', { name: '答复' }).getAttribute('aria-disabled')).toBe('true');
  });
  await as('county', async (page) => {
    // Three working days from Friday 30 October: until Wednesday 4 November.
    await page.getByText('11月4日截止').waitFor();
    await follow(page, '答复对河社区结果的异议', '答复');
    await page.getByRole('button', { name: '答复' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('答复').fill('经查属实，予以更正');
    await dialog.getByRole('button', { name: '提交答复' }).click();
    // Nothing is upheld by leaving the field as it was.
    expect(await dialog.getByLabel('结论').getAttribute('aria-invalid')).toBe('true');
    await isSound(page);
    await dialog.getByLabel('结论').selectOption('成立');
    await dialog.getByRole('button', { name: '提交答复' }).click();
    await page.getByText('答复：经查属实，予以更正').waitFor();
  });
  await as('city', async (page) => {
    await follow(page, '更正异议成立的数据', '更正');
    await page.getByRole('link', { name: '到评审更正这项数据' }).click();
    await page.getByRole('button', { name: '河社区，法律顾问驻点' }).click();
    await putRight(page, 3, '异议成立，7月的一次补记');
    await page.getByRole('link', { name: '公示与异议' }).click();
    await page.getByRole('link', { name: '数据已在评审中更正' }).waitFor();
  });
});

test('final: when the notice is over the result is frozen with the figure put right; the answer is still there by the code', async () => {
  // Five working days from Friday 30 October: until the end of Friday 6 November.
  await at('2026-11-09T02:00:00.000Z');
  await app.as(PHONE, async ({ page }) => {
    await page.goto('/public/notices');
    // A browser may keep the page for a minute, and a day has passed by the city's clock alone.
    await page.reload();
    await page.getByText('现在没有正在公示的结果').waitFor();
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('异议成立。经查属实，予以更正').waitFor();
    await isSound(page, PHONE.width);
  });
  await as('city', async (page) => {
    await follow(page, '把公示过的结果定为正式结果', '冻结');
    await page.getByRole('button', { name: '冻结结果' }).click();
    await page.getByRole('button', { name: '冻结2026年第三季度的结果' }).click();
    await page.getByText('正式结果，不再改变').waitFor();
    await isSound(page);
  });
});

test('the ranking is released by an approval, and only then seen below', async () => {
  await as('county', async (page) => {
    await page.getByRole('link', { name: '排名', exact: true }).click();
    await page.getByText('名次还没有批准公布').waitFor();
    expect(await text(page)).not.toContain('第1名');
  });
  await as('city', async (page) => {
    await page.getByRole('link', { name: '排名', exact: true }).click();
    await page.getByRole('button', { name: '凭批准公布' }).click();
    await page.getByLabel('批准文号').fill('宛组〔2026〕41号');
    await page.getByLabel('批准内容').fill('同意在县内公布');
    await page.getByRole('button', { name: '公布排名' }).click();
    await page.getByText('宛组〔2026〕41号').waitFor();
  });
  await as('county', async (page) => {
    await page.getByRole('link', { name: '排名', exact: true }).click();
    await page.getByText('宛组〔2026〕41号').waitFor();
    // With three visits again 河社区 shares the first place with three others. Behind it bands of two: 2–3, 4–5, and the sixth is not one alone.
    expect(await page.getByRole('cell', { name: '第1名' }).count()).toBe(4);
    // A band is one row, of two units by their names, and no star, total or grade in it tells who stands before whom.
    const row = page.getByRole('row').filter({ hasText: '第4至6名' });
    expect(await row.getByRole('link').count()).toBe(2);
    expect((await row.getByRole('cell').allInnerTexts()).slice(2).join('')).toBe('');
    // Nor does the unit's own result tell it.
    const [, id = ''] = /units\/(\d+)/.exec((await row.getByRole('link').first().getAttribute('href')) ?? '') ?? [];
    const result = await page.request.get(`/api/assessment/units/${id}?period=2026-q3&method=community-stars`);
    expect(await result.json()).toMatchObject({ explanation: { result: { rank: null, rank_all: null } } });
  });
});

test('naming: the commendation list, on the screen, as a workbook, and for the secretary', async () => {
  await as('city', async (page) => {
    await follow(page, '按正式结果命名', '命名');
    await page.getByRole('button', { name: '命名', exact: true }).click();
    await page.getByLabel('命名文号').fill('宛发〔2026〕20号');
    await page.getByRole('button', { name: '命名并生成名单' }).click();
    await page.getByRole('heading', { name: '2026年第三季度表彰名单' }).waitFor();
    for (const name of COMMUNITIES) await page.getByRole('link', { name }).waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载Excel' }).click();
    const book = unzipSync(await readFile(await (await coming).path()));
    const strings = Object.entries(book).map(([name, bytes]) => (name.endsWith('.xml') ? strFromU8(bytes) : ''));
    for (const said of [...COMMUNITIES, '宛发〔2026〕20号']) expect(strings.join('')).toContain(said);
  });
  await as(
    'secretary',
    async (page) => {
      await page.getByText('已命名').first().waitFor();
      await page.getByRole('heading', { name: '评审更正过的数据' }).waitFor();
      const told = await text(page);
      for (const line of ['0次更正为1次', '1次更正为2次', '2次更正为3次', '异议成立，7月的一次补记'])
        expect(told).toContain(line);
      await page.getByRole('button', { name: '菜单' }).click();
      await page.getByRole('link', { name: '命名', exact: true }).click();
      await page.getByRole('link', { name: '宛发〔2026〕20号' }).click();
      await page.getByRole('link', { name: '河社区' }).waitFor();
      await isSound(page, PHONE.width);
    },
    PHONE,
  );
});
