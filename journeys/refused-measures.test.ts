// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startCity, withFolder } from './testing/running-city.ts';
import { writeStreetPack } from './testing/street-pack.ts';

const ROOT = join(import.meta.dirname, '..');

type Measure = { readonly id: string; readonly zh: string; readonly en: string };

const entry = ({ id, zh, en }: Measure): string => `  - id: ${id}
    title: { zh: ${zh}, en: ${en} }
    nature: service
    form: count
    unit: { zh: 次, en: times }
    owner: 某局
    basis: 某通知
    source: declared
    domain: strange
`;

/** What a start says on a pack whose catalogue has one measure more; empty where it starts. */
async function saidOn(spoil: (folder: string) => Promise<void>): Promise<string> {
  const started = startCity({
    pack: async (folder) => {
      await writeStreetPack(folder);
      await spoil(folder);
    },
  });
  return await started.then(
    async (city) => {
      await city.stop();
      return '';
    },
    (error: Error) => error.message,
  );
}

/** The line of a file on which a text stands, from 1. */
async function lineOf(folder: string, text: string): Promise<number> {
  const lines = (await readFile(join(folder, 'measures.yaml'), 'utf8')).split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

/** N1 and N2 of the programme, METHOD.md section 7: one of each nature that has no place, called as somebody would call it. */
const FORBIDDEN: readonly (readonly [nature: string, kind: string, measure: Measure])[] = [
  ['签到打卡', 'check-ins', { id: 'workers.morning', zh: '网格员晨会签到次数', en: 'Morning meetings' }],
  [
    '登录、活跃',
    'log-ins and activity',
    { id: 'platform.active_users', zh: '平台使用人数', en: 'People on the platform' },
  ],
  ['在线时长', 'time online', { id: 'platform.presence', zh: '网格员在线时长', en: 'Presence' }],
  ['学习时长', 'time studied', { id: 'learning.effort', zh: '学习积分', en: 'Effort' }],
  ['行动轨迹', 'location tracks', { id: 'patrol.length', zh: '巡查轨迹里程', en: 'Length of patrols' }],
  ['点赞', 'likes', { id: 'news.likes', zh: '动态受欢迎程度', en: 'Reception of news' }],
  ['转发分享', 'shares and reposts', { id: 'news.spread', zh: '信息转发量', en: 'Spread of news' }],
  ['人气投票', 'votes of popularity', { id: 'selection.online', zh: '网络投票得票数', en: 'Support online' }],
  ['应用安装率', 'install rates', { id: 'app.reach', zh: '客户端安装率', en: 'Reach of the app' }],
  ['已读、点击', 'read receipts and clicks', { id: 'notices.reach', zh: '通知已读率', en: 'Reach of notices' }],
  [
    '居民个人的特征或评分',
    'a trait or a score of residents',
    { id: 'people.watch', zh: '重点人员管控数', en: 'Watched' },
  ],
];

describe('a pack whose catalogue has a measure of a forbidden nature stops the start', () => {
  test.each(FORBIDDEN)('%s (%s)', async (nature, kind, measure) => {
    let line = 0;
    const said = await saidOn(async (folder) => {
      await appendFile(join(folder, 'measures.yaml'), entry(measure));
      line = await lineOf(folder, `id: ${measure.id}`);
    });
    // Where, what and how to mend it, in both languages; the word that gives it away stands on the id or on the title below it.
    const told = new RegExp(
      `measures\\.yaml:(${line}|${line + 1}) {2}${nature}不能作为指标；换成办成了什么事的指标，或删去`,
      'u',
    );
    expect(said).toMatch(told);
    expect(said).toContain(`${kind} cannot be a measure; measure what was done instead, or delete it`);
  });

  test('several are told all at once, and an honest measure beside them is not', async () => {
    const said = await saidOn((folder) =>
      appendFile(
        join(folder, 'measures.yaml'),
        [
          { id: 'news.likes', zh: '动态点赞数', en: 'Likes' },
          { id: 'home.alarms', zh: '燃气报警器安装率', en: 'Gas alarms installed' },
          { id: 'people.religion', zh: '信教群众数', en: 'Believers' },
        ]
          .map(entry)
          .join(''),
      ),
    );
    expect(said).toContain('数据包有 2 处错误，系统没有启动');
    expect(said).not.toContain('报警器');
  });
});

describe('a method cannot go around the catalogue', () => {
  const spoilMethod = (from: string, to: string) => async (folder: string) => {
    const file = join(folder, 'methods/case-stars.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  };

  test('by naming a measure that it does not hold', async () => {
    const said = await saidOn(spoilMethod('measure: cases.solved', 'measure: workers.checkins'));
    expect(said).toMatch(
      /methods\/case-stars\.yaml:13 {2}指标目录里没有“workers\.checkins”；改用目录里的指标，或先把它列入目录/u,
    );
  });

  test('or by ranking people', async () => {
    const said = await saidOn(spoilMethod('subject: community', 'subject: person'));
    expect(said).toMatch(/methods\/case-stars\.yaml:4 {2}/u);
  });

  test('or by a result that there is not', async () => {
    const said = await saidOn(spoilMethod('measure: cases.solved', 'measure: assessment.case-stars.total'));
    expect(said).toMatch(/methods\/case-stars\.yaml:13 {2}“assessment\.case-stars\.total”是本办法自己的结果/u);
  });
});

test('npm start says so on its last lines, without a stack, and ends', async () => {
  await withFolder(async (data) => {
    const pack = join(data, 'pack');
    await writeStreetPack(pack);
    await appendFile(
      join(pack, 'measures.yaml'),
      entry({ id: 'workers.morning', zh: '网格员签到次数', en: 'Morning' }),
    );
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const env = { ...inherited, PORT: '0', BEICHEN_DATA: join(data, 'data'), BEICHEN_PACK: pack };
    const ended = await promisify(execFile)('npm', ['start'], { cwd: ROOT, env }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('签到打卡不能作为指标；换成办成了什么事的指标，或删去');
    expect(ended.stderr).not.toMatch(/\n\s+at /u);
  });
});
