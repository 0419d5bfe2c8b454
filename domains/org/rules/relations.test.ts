// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { UnitKind } from '../model/pack.ts';
import {
  type AskedRelation,
  endFaults,
  meetingPath,
  type RelationEnd,
  relationFaults,
  type UnitRelation,
} from './relations.ts';

const kind = (zh: string, own: Partial<UnitKind> = {}): UnitKind => ({ zh, en: zh, ...own });
const KINDS = {
  community: kind('社区'),
  estate: kind('小区'),
  committee: kind('联合党委', { tree: 'party', covers: ['community'] }),
  branch: kind('党支部', { tree: 'party', covers: ['estate', 'community'] }),
  agency: kind('机关', { tree: 'institution', serves: ['community'], sponsors: ['estate'] }),
  street: kind('街道', { sponsors: ['estate'], implements: ['street', 'community'] }),
};
const ROLES = [
  { id: 'leader', title: { zh: '街道书记', en: 'Street secretary' }, at: ['street'], single: true },
  { id: 'second', title: { zh: '街道主任', en: 'Street director' }, at: ['street'], single: true },
  { id: 'worker', title: { zh: '网格员', en: 'Grid worker' }, at: ['street'] },
];

const TODAY = civilDate('2026-10-12');
const SINCE = civilDate('2023-06-30');
const end = (id: number, kindOf: string, own: Partial<RelationEnd> = {}): RelationEnd => ({
  id,
  name: `单位${id}`,
  kind: kindOf,
  path: `1/${id}/`,
  since: SINCE,
  closedOn: null,
  ...own,
});

const ASKED: AskedRelation = {
  kind: 'covers',
  unit: end(5, 'committee'),
  over: end(7, 'community'),
  post: undefined,
  from: TODAY,
  until: undefined,
  reason: undefined,
};

const held = (unit: number, unitKind: string, own: Partial<UnitRelation> = {}): UnitRelation => ({
  id: 'x',
  kind: 'covers',
  unit,
  unitKind,
  over: 7,
  post: null,
  from: SINCE,
  until: null,
  ...own,
});

const faultsOf = (own: Partial<AskedRelation>, stands: readonly UnitRelation[] = []): string[] =>
  [...relationFaults({ ...ASKED, ...own }, { kinds: KINDS, roles: ROLES, held: stands, today: TODAY })].map(
    ({ path }) => path,
  );

describe('what may be tied', () => {
  test('a committee covers a community; it covers no estate, and serves nothing', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ over: end(8, 'estate') })).toEqual(['/over']);
    expect(faultsOf({ kind: 'serves' })).toEqual(['/over']);
    expect(faultsOf({ kind: 'serves', unit: end(9, 'agency') })).toEqual([]);
  });

  test('the fault says which kinds would do', () => {
    const [fault] = relationFaults(
      { ...ASKED, over: end(8, 'estate') },
      { kinds: KINDS, roles: ROLES, held: [], today: TODAY },
    );
    expect(fault).toEqual({
      path: '/over',
      what: { zh: '联合党委不覆盖小区', en: '联合党委: does not cover 小区' },
      mend: { zh: '选社区', en: 'Choose one of: 社区' },
    });
  });

  test('not a unit that is closed, nor before it is there', () => {
    expect(faultsOf({ over: end(7, 'community', { closedOn: civilDate('2026-10-01') }) })).toEqual(['/over']);
    expect(faultsOf({ unit: end(5, 'committee', { since: civilDate('2026-10-13') }) })).toEqual(['/from']);
  });
});

describe('the days', () => {
  test('today and later need no reason, a day before does', () => {
    expect(faultsOf({ from: civilDate('2026-10-11') })).toEqual(['/reason']);
    expect(faultsOf({ from: civilDate('2026-10-11'), reason: '补录' })).toEqual([]);
    expect(faultsOf({ from: civilDate('2026-10-13') })).toEqual([]);
  });

  test('it ends after it begins', () => {
    expect(faultsOf({ until: TODAY })).toEqual(['/until']);
    expect(faultsOf({ until: civilDate('2026-10-13') })).toEqual([]);
  });

  test('one that has ended cannot be ended later; a day before today needs a reason', () => {
    const days = (until: string | null, on: string, reason?: string) =>
      [
        ...endFaults(
          { from: SINCE, until: until === null ? null : civilDate(until) },
          { on: civilDate(on), reason },
          TODAY,
        ),
      ].map(({ path }) => path);
    expect(days(null, '2026-10-12')).toEqual([]);
    expect(days('2026-10-12', '2026-10-12')).toEqual(['/on']);
    expect(days('2026-10-20', '2026-10-12')).toEqual([]);
    expect(days(null, '2026-10-11')).toEqual(['/reason']);
    expect(days(null, '2026-10-11', '补录')).toEqual([]);
  });
});

describe('one at a time', () => {
  test('of each kind of body one covers a unit; bodies of different kinds do not stand in each other’s way', () => {
    expect(faultsOf({}, [held(6, 'committee')])).toEqual(['/over']);
    expect(faultsOf({}, [held(6, 'branch')])).toEqual([]);
  });

  test('one may begin on the day on which the other ends, and not a day earlier', () => {
    const until = civilDate('2026-10-12');
    expect(faultsOf({ from: until }, [held(6, 'committee', { until })])).toEqual([]);
    expect(faultsOf({ from: civilDate('2026-10-11'), reason: '补录' }, [held(6, 'committee', { until })])).toEqual([
      '/over',
    ]);
  });

  test('one that is to come stands in the way of an open end, not of one that ends by then', () => {
    const later = [held(6, 'committee', { from: civilDate('2026-12-01') })];
    expect(faultsOf({}, later)).toEqual(['/over']);
    expect(faultsOf({ until: civilDate('2026-12-01') }, later)).toEqual([]);
  });

  test('one that never held stands in nobody’s way', () => {
    const day = civilDate('2026-12-01');
    expect(faultsOf({}, [held(6, 'committee', { from: day, until: day })])).toEqual([]);
  });

  test('several serve a community, each of them once', () => {
    const serving = { kind: 'serves', unit: end(9, 'agency') } as const;
    expect(faultsOf(serving, [held(4, 'agency', { kind: 'serves' })])).toEqual([]);
    expect(faultsOf(serving, [held(9, 'agency', { kind: 'serves' })])).toEqual(['/over']);
  });
});

describe('patrons and duties', () => {
  const patron = (unit: RelationEnd, post?: string): Partial<AskedRelation> => ({
    kind: 'sponsors',
    unit,
    post,
    over: end(7, 'estate'),
  });
  const duty = (unit: RelationEnd, over: RelationEnd, post?: string): Partial<AskedRelation> => ({
    kind: 'implements',
    unit,
    over,
    post,
  });

  test('a street is patron by one of its posts that one person holds; an agency by itself', () => {
    expect(faultsOf(patron(end(2, 'street'), 'leader'))).toEqual([]);
    expect(faultsOf(patron(end(2, 'street')))).toEqual(['/post']);
    expect(faultsOf(patron(end(2, 'street'), 'worker'))).toEqual(['/post']);
    expect(faultsOf(patron(end(9, 'agency')))).toEqual([]);
    expect(faultsOf(patron(end(9, 'agency'), 'leader'))).toEqual(['/post']);
  });

  test('an estate has several patrons, each post once', () => {
    const stands = [held(2, 'street', { kind: 'sponsors', post: 'leader' })];
    expect(faultsOf(patron(end(2, 'street'), 'second'), stands)).toEqual([]);
    expect(faultsOf(patron(end(9, 'agency')), stands)).toEqual([]);
    expect(faultsOf(patron(end(2, 'street'), 'leader'), stands)).toEqual(['/over']);
  });

  test('a duty is one’s alone, and a post may have it over its own unit', () => {
    const street = end(2, 'street');
    expect(faultsOf(duty(street, street, 'leader'))).toEqual([]);
    // Without the post it would be the street itself over the street itself.
    expect(faultsOf(duty(street, street))).toEqual(['/post', '/over']);
    const stands = [held(4, 'street', { kind: 'implements', post: 'leader' })];
    expect(faultsOf(duty(street, end(7, 'community'), 'leader'), stands)).toEqual(['/over']);
    expect(faultsOf(duty(street, end(7, 'community'), 'leader'), [held(4, 'street', { kind: 'guides' })])).toEqual([]);
  });

  test('who covers or serves does so as a whole: no post of it', () => {
    expect(faultsOf({ post: 'leader' })).toEqual(['/post']);
  });
});

test('two units meet in the nearest subtree that holds both: 3 is not 30', () => {
  expect(meetingPath('1/3/31/', '1/3/32/5/')).toBe('1/3/');
  expect(meetingPath('1/3/31/', '1/3/31/9/')).toBe('1/3/31/');
  expect(meetingPath('1/3/', '1/30/')).toBe('1/');
});
