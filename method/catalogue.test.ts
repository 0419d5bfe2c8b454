// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';

const entry = (id: string, zh: string, en: string): string => `
  - id: ${id}
    title: { zh: ${JSON.stringify(zh)}, en: ${JSON.stringify(en)} }
    nature: outcome
    form: count
    unit: { zh: 件, en: cases }
    owner: 市委组织部
    basis: 创建办法
    source: record
    domain: cases
`;
const file = (...entries: string[]): string => `measures:${entries.join('')}`;
const codes = (text: string): string[] => {
  const read = readCatalogue('measures.yaml', text);
  return read.ok ? [] : read.faults.map(({ line, code }) => `${line} ${code}`);
};
const refused = (id: string, zh: string, en: string): string[] =>
  codes(file(entry(id, zh, en))).map((told) => told.replace(/^\d+ /u, ''));

const PLAIN = ['cases.closed', '按期办结', 'Closed in time'] as const;

describe('the catalogue of measures', () => {
  test('reads the pack’s catalogue whole (would catch a refusal that hits an honest measure)', () => {
    const text = readFileSync(new URL('../packs/nanyang/measures.yaml', import.meta.url), 'utf8');
    const read = readCatalogue('measures.yaml', text);
    expect(read.ok ? [] : read.faults).toEqual([]);
    const measures = read.ok ? read.value.measures : new Map();
    expect(measures.size).toBe(text.match(/^ {2}- id:/gmu)?.length);
    expect(measures.get('org.grid_party_cover')).toMatchObject({
      nature: 'capacity',
      form: 'ratio',
      title: { zh: '网格党组织覆盖率' },
    });
  });

  test.each([
    ['nature: outcome', 'nature: attention', 'wrong-value'],
    ['    nature: outcome\n', '', 'missing-key'],
    ['    basis: 创建办法\n', '', 'missing-key'],
    ['basis: 创建办法', 'basis: ""', 'empty'],
    ['form: count', 'form: ratio', 'missing-key'],
    ['form: count', 'form: count\n    numerator: { zh: 办结, en: closed }', 'not-a-ratio'],
    ['domain: cases', 'domain: cases\n    weight: 3', 'unknown-key'],
  ])('%s → %s is refused: %s (would catch a measure that nobody can answer for)', (from, to, code) => {
    const text = file(entry(...PLAIN)).replace(from, to);
    expect(codes(text).map((told) => told.replace(/^\d+ /u, ''))).toContain(code);
  });

  test('two measures with one id, at the second (would catch a definition that silently wins)', () => {
    expect(codes(file(entry(...PLAIN), entry(...PLAIN)))).toEqual(['12 id-twice']);
  });

  test('every fault in one go, each at its place (would catch a report that stops at the first)', () => {
    expect(codes(file(entry('a.logins', '次数', 'Times'), entry('b', '点赞数', 'Number')))).toEqual([
      '2 refused-log-in',
      '13 refused-likes',
    ]);
  });
});

// Each kind by its id, by its Chinese and by its English name; then names that look like it and are honest.
const KINDS: Record<
  string,
  { by: readonly (readonly [string, string, string])[]; near: readonly (readonly [string, string, string])[] }
> = {
  'refused-check-in': {
    by: [
      ['grid.check_ins', '次数', 'Times'],
      ['grid.checkIn', '次数', 'Times'],
      ['a', '网格员签到次数', 'Times'],
      ['a', '巡查打卡率', 'Rate'],
      ['a', '比率', 'Daily check-ins'],
    ],
    near: [
      ['a', '签约项目', 'Projects signed'],
      ['checks.passed', '检查合格', 'Spots checked in time'],
      ['a', '在职党员双报到率', 'Members registered'],
      ['a', '特色打卡地建设', 'Scenic spots'],
    ],
  },
  'refused-log-in': {
    by: [
      ['app.logins', '次数', 'Times'],
      ['users.log_in', '次数', 'Times'],
      ['a', '平台登录率', 'Rate'],
      ['a', '日活用户', 'Users'],
      ['a', '比率', 'Users who logged in'],
    ],
    near: [
      ['a', '求职登记', 'Job seekers registered'],
      ['work.log', '工作日志', 'Work log kept'],
    ],
  },
  'refused-time-online': {
    by: [
      ['grid.online_hours', '数', 'Number'],
      ['a', '网格员在线时长', 'Number'],
      ['a', '网格员在线率', 'Rate'],
      ['a', '数', 'Hours online'],
    ],
    near: [
      ['a', '在线办理率', 'Handled online'],
      ['a', '消防设备在线率', 'Fire devices connected'],
      ['hours.open', '开放时长', 'Hours open'],
    ],
  },
  'refused-time-studied': {
    by: [
      ['party.study_time', '数', 'Number'],
      ['a', '人均学习时长', 'Number'],
      ['a', '网络学时', 'Number'],
      ['a', '数', 'Learning hours'],
    ],
    near: [
      ['training.secretary_days', '书记集中培训天数', 'Days of training'],
      ['a', '上学时段护学岗', 'School crossing posts'],
      ['a', '学习型党组织创建', 'Learning organisations'],
    ],
  },
  'refused-track': {
    by: [
      ['grid.gps', '数', 'Number'],
      ['grid.location_track', '数', 'Number'],
      ['a', '巡查轨迹达标率', 'Rate'],
      ['a', '数', 'Patrol tracks'],
    ],
    near: [
      ['projects.on_track', '按期推进', 'On track'],
      ['a', '轨道交通配套', 'Rail links'],
    ],
  },
  'refused-likes': {
    by: [
      ['posts.likes', '数', 'Number'],
      ['a', '点赞数', 'Number'],
      ['a', '数', 'Likes'],
    ],
    near: [
      ['a', '社会赞助到位', 'Sponsors found'],
      ['cases.likely', '可能', 'Likely'],
    ],
  },
  'refused-shares': {
    by: [
      ['posts.shares', '数', 'Number'],
      ['a', '转发量', 'Number'],
      ['a', '朋友圈宣传', 'Number'],
      ['a', '数', 'Reposts'],
    ],
    near: [
      ['village.equity_shares', '股份合作', 'Collective shareholding'],
      ['a', '转办件办结', 'Cases passed on'],
      ['shared.space', '共享空间', 'Shared space'],
    ],
  },
  'refused-popularity': {
    by: [
      ['contest.popularity', '数', 'Number'],
      ['a', '网络投票得分', 'Number'],
      ['a', '最具人气社区', 'Number'],
      ['a', '数', 'Online votes'],
    ],
    near: [
      ['a', '业主大会投票表决事项', 'Owners’ ballots held'],
      ['a', '居民投票选举参选率', 'Turnout'],
    ],
  },
  'refused-install-rate': {
    by: [
      ['app.install_rate', '比率', 'Rate'],
      ['a', '反诈APP安装率', 'Rate'],
      ['a', '公众号关注率', 'Rate'],
      ['a', '下载量', 'Number'],
      ['a', '比率', 'App installs'],
    ],
    near: [
      ['a', '燃气报警器安装率', 'Gas alarms installed'],
      ['a', '电梯加装完成', 'Lifts installed'],
      ['a', '软件企业注册数', 'Software firms registered'],
    ],
  },
  'refused-read-receipt': {
    by: [
      ['notices.read_receipts', '数', 'Number'],
      ['a', '通知已读率', 'Rate'],
      ['a', '文章阅读量', 'Number'],
      ['a', '数', 'Page views'],
    ],
    near: [
      ['a', '农家书屋阅览室开放', 'Reading rooms open'],
      ['a', '全民阅读率', 'Share of readers'],
      ['cases.ready', '备齐', 'Ready'],
    ],
  },
  'refused-person': {
    by: [
      ['people.religion', '数', 'Number'],
      ['people.petition_history', '数', 'Number'],
      ['a', '重点人员管控率', 'Rate'],
      ['a', '信访史', 'History'],
      ['a', '信教群众数', 'Number'],
      ['a', '居民健康状况', 'Number'],
      ['a', '居民诚信积分', 'Points'],
      ['a', '数', 'Key persons under watch'],
    ],
    near: [
      ['safety.petitions', '零上访', 'Zero petitions'],
      ['a', '上访人次', 'Petitions'],
      ['a', '信访事项按期办结率', 'Petitions closed in time'],
      ['a', '宗教活动场所安全检查', 'Safety checks of religious sites'],
      ['a', '重点企业包联率', 'Key firms with a helper'],
      ['a', '健康小屋开放', 'Health rooms open'],
      ['a', '居民评分', 'Residents’ rating'],
      ['safety.criminal_cases', '零案件', 'Zero cases'],
    ],
  },
};

describe.each(Object.entries(KINDS))('%s', (code, { by, near }) => {
  test.each(by)(
    '%s · %s · %s is refused (would catch use, attention or a person measured under this name)',
    (id, zh, en) => {
      expect(refused(id, zh, en)).toEqual([code]);
    },
  );

  test.each(near)('%s · %s · %s passes (would catch an honest measure refused for a syllable)', (id, zh, en) => {
    expect(refused(id, zh, en)).toEqual([]);
  });
});

test('a disguise in the numerator is seen through (would catch 活动参与率 that counts check-ins)', () => {
  const text = file(entry('a.rate', '活动参与率', 'Taking part')).replace(
    'form: count',
    'form: ratio\n    numerator: { zh: 签到人次, en: people }\n    denominator: { zh: 人次, en: people }',
  );
  expect(codes(text)).toEqual(['6 refused-check-in']);
});
