// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { UnitKind } from '../model/pack.ts';
import type { HeldPost } from './posts.ts';
import type { UnitRelation } from './relations.ts';
import {
  type Ended,
  type EndedPost,
  type EndedTie,
  NOTHING_ENDED,
  Restorer,
  type Restoring,
  staysWords,
} from './restore.ts';

const day = civilDate;
const TODAY = day('2026-10-19');
const ENDED = day('2026-10-12');
const ROLES = [
  { id: 'secretary', title: { zh: '社区书记', en: 'Secretary' }, single: true },
  { id: 'worker', title: { zh: '网格员', en: 'Worker' } },
];
const KINDS: Record<string, UnitKind> = {
  community: { zh: '社区', en: 'Community' },
  committee: { zh: '联合党委', en: 'Committee', covers: ['community'] },
};
const UNITS: Restoring['units'] = new Map([
  [1, { name: '书院社区', kind: 'community', closedOn: null }],
  [2, { name: '书院社区联合党委', kind: 'committee', closedOn: null }],
  [3, { name: '新华社区联合党委', kind: 'committee', closedOn: null }],
]);

/** The secretary of unit 1, whose open term a change ended on 2026-10-12. */
const post = (own: Partial<EndedPost> = {}): EndedPost => ({
  id: 'a',
  unit: 1,
  person: 'lin',
  role: 'secretary',
  line: null,
  since: day('2025-01-01'),
  until: ENDED,
  actsFor: null,
  former: { until: null },
  isNamed: true,
  ...own,
});
const held = (own: Partial<HeldPost>): HeldPost => ({ ...post(), id: 'b', person: 'zhou', until: null, ...own });
/** The committee 2 covers unit 1, until a change ended that on 2026-10-12. */
const tie = (own: Partial<EndedTie> = {}): EndedTie => ({
  id: 't',
  kind: 'covers',
  unit: 2,
  over: 1,
  post: null,
  from: day('2025-01-01'),
  until: ENDED,
  former: { until: null },
  ...own,
});
const tied = (own: Partial<UnitRelation>): UnitRelation => ({
  ...tie({ id: 'u', unit: 3, until: null }),
  unitKind: 'committee',
  ...own,
});

type Own = Partial<Ended> & { readonly gone?: string[]; readonly closed?: boolean };

function restorer({ gone = [], closed = false, ...own }: Own): Restorer {
  const units = closed ? new Map([...UNITS, [1, { name: '书院社区', kind: 'community', closedOn: ENDED }]]) : UNITS;
  const ended = { ...NOTHING_ENDED, roles: ROLES, ...own };
  return new Restorer({ today: TODAY, ended, kinds: KINDS, units, gone: new Set(gone) });
}

/** `from until` of what comes back, or why it stays. */
const said = (one: ReturnType<Restorer['post']> | ReturnType<Restorer['tie']>): string =>
  'step' in one ? `${one.step.from} ${one.step.until}` : (one.stays.zh.split('：')[1] ?? '');

const ofPost = (was: EndedPost, own: Own = {}): string =>
  said(
    restorer({ posts: new Map([[was.id, was]]), ...own }).post({
      do: 'end',
      unit: 1,
      post: was.id,
      role: was.role,
      on: ENDED,
    }),
  );
const ofTie = (was: EndedTie, own: Own = {}): string => {
  const { unit: by, over: unit, kind, post: name, id: relation } = was;
  const about = restorer({ ties: new Map([[was.id, was]]), ...own });
  return said(about.tie({ do: 'untie', unit, by, kind, post: name, relation, on: ENDED }));
};

describe('a post that a change ended', () => {
  test('is given again from today on, for as long as it was to last', () => {
    expect(ofPost(post())).toBe('2026-10-19 null');
    expect(ofPost(post({ former: { until: day('2026-12-31') } }))).toBe('2026-10-19 2026-12-31');
  });

  test('one that the change ends only later goes on from that day, so that nobody holds it twice', () => {
    const later = restorer({ posts: new Map([['a', post({ until: day('2026-11-01') })]]) });
    const step = { do: 'end', unit: 1, post: 'a', role: 'secretary', on: day('2026-11-01') } as const;
    expect(said(later.post(step))).toBe('2026-11-01 null');
  });

  test('stays ended where its time is over, or nobody knows how long it was to last, or somebody changed it since', () => {
    expect(ofPost(post({ former: { until: TODAY } }))).toBe('原定到2026-10-19为止');
    expect(ofPost(post({ former: 'unknown' }))).toBe('原定的止日没有留存');
    // The change ended it on the 12th; by now it has ended on the 1st.
    expect(ofPost(post({ until: day('2026-10-01') }))).toBe('此后又改过');
  });

  test('stays ended where the unit, or what is known of the person, is no more', () => {
    expect(ofPost(post(), { closed: true })).toBe('单位已撤销');
    expect(ofPost(post({ isNamed: false }))).toBe('此人的信息已经删除');
  });

  test('stays ended where another holds a post that one person holds; not beside an acting one, nor one that the undoing ends', () => {
    expect(ofPost(post(), { held: [held({})] })).toBe('已由他人担任');
    expect(ofPost(post(), { held: [held({ until: TODAY })] })).toBe('2026-10-19 null');
    expect(ofPost(post(), { held: [held({ actsFor: 'x' })] })).toBe('2026-10-19 null');
    expect(ofPost(post(), { held: [held({})], gone: ['b'] })).toBe('2026-10-19 null');
    const worker = post({ role: 'worker' });
    expect(ofPost(worker, { held: [held({ role: 'worker' })] })).toBe('2026-10-19 null');
    expect(ofPost(worker, { held: [held({ role: 'worker', person: 'lin' })] })).toBe('此人已另行任命');
  });

  test('of two that were ended, one person’s post goes to the first alone; who acts comes back with whom they act for', () => {
    const two = [post(), post({ id: 'c', person: 'wang' }), post({ id: 'd', person: 'he', actsFor: 'a' })];
    const about = restorer({ posts: new Map(two.map((one) => [one.id, one])) });
    const back = two.map(({ id }) => said(about.post({ do: 'end', unit: 1, post: id, role: 'secretary', on: ENDED })));
    expect(back).toEqual(['2026-10-19 null', '已由他人担任', '2026-10-19 null']);
    expect(ofPost(post({ actsFor: 'x' }))).toBe('所代理的任职已经结束');
  });
});

describe('a tie that a change ended', () => {
  test('is set again from today on, for as long as it was to last', () => {
    expect([ofTie(tie()), ofTie(tie({ former: { until: day('2027-01-01') } }))]).toEqual([
      '2026-10-19 null',
      '2026-10-19 2027-01-01',
    ]);
  });

  test('stays ended where another one stands in its way, a unit is closed, or such units are tied no more', () => {
    expect(ofTie(tie(), { tied: [tied({})] })).toBe('已另有这类关系');
    expect(ofTie(tie(), { tied: [tied({})], gone: ['u'] })).toBe('2026-10-19 null');
    expect(ofTie(tie(), { closed: true })).toBe('单位已撤销');
    expect(ofTie(tie({ kind: 'serves' }))).toBe('这两类单位不再这样设定');
    expect(ofTie(tie({ former: 'unknown' }))).toBe('原定的止日没有留存');
  });
});

test('each line is told once, with how often; of more than twenty the rest is counted', () => {
  const line = (n: number) => ({ zh: `第${n}项不恢复`, en: `Number ${n} stays` });
  // 22 lines, the first of them twice.
  const stays = [line(0), ...Array.from({ length: 22 }, (_, n) => line(n))];
  const told = [...staysWords(stays)].map(({ zh }) => zh);
  expect([told.length, told[0], told.at(-1)]).toEqual([21, '第0项不恢复（2个）', '另有2项不恢复，须重新设定']);
});
