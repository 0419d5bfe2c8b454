// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { ObjectionRow } from '../../model/notice.ts';
import type { ListedReview } from '../../model/review.ts';
import { head } from '../testing/chart-fixtures.ts';
import { type Known, nextSteps, type Reader } from './next-steps.ts';

const NOTHING: Known = { reviews: { reviews: [], ready: [] }, objections: [], heads: [] };
const reader = (permissions: string, now = '2026-11-02T02:00:00.000Z'): Reader => ({
  may: (permission) => permissions.split(' ').some((one) => permission === `assessment.${one}`),
  now,
  zone: 'Asia/Shanghai',
});
const steps = (known: Partial<Known>, who: Reader): string[] =>
  nextSteps({ ...NOTHING, ...known }, who).map(({ kind, href, lastDay }) =>
    [kind, href, lastDay].filter((part) => part !== null).join(' '),
  );

const objection = (over: Partial<ObjectionRow>) =>
  ({ notice: 'n1', state: 'open', corrected: false, review: 'r1', ...over }) as ObjectionRow;
const notice = {
  document: '',
  openedAt: '2026-10-30T02:00:00.000Z',
  // The first moment after Friday 6 November in Shanghai.
  dueAt: '2026-11-06T16:00:00.000Z',
  estimated: false,
};
const AFTER = '2026-11-06T16:00:00.000Z';
const hung = head({ id: 'n1', state: 'notice', notice: notice as ReturnType<typeof head>['notice'] });

test('a period that is over is to be reviewed; a review that has ended leads to the notice, once, for who opens one', () => {
  const ready = [{ method: 'stars', period: '2026-q3', title: { zh: '', en: '' } }];
  expect(steps({ reviews: { reviews: [], ready } }, reader(''))).toEqual(['ready /assessment/reviews']);
  const all = (concludedAt: string | null, heads: Known['heads'], who = reader('notice')) =>
    steps(
      {
        reviews: {
          reviews: [{ id: 'r1', method: 'stars', period: '2026-q3', concludedAt } as ListedReview],
          ready: [],
        },
        heads,
      },
      who,
    );
  expect(all(null, [head({})])).toEqual([]);
  expect(all(AFTER, [head({})])).toEqual(['notice /assessment/reviews/r1']);
  expect(all(AFTER, [head({})], reader('freeze'))).toEqual([]);
  expect(all(AFTER, [head({}), hung])).toEqual([]);
  expect(all(AFTER, [head({}), head({ state: 'requested' })])).toEqual([]);
});

test('a notice is told to who may object while it hangs; over and answered, to who freezes', () => {
  expect(steps({ heads: [hung] }, reader('object freeze'))).toEqual(['object /assessment/notices/n1 2026-11-06']);
  expect(steps({ heads: [hung] }, reader('object freeze', AFTER))).toEqual(['freeze /assessment/notices/n1']);
  expect(steps({ heads: [hung], objections: [objection({})] }, reader('freeze', AFTER))).toEqual([]);
  const other = objection({ notice: 'n0' });
  expect(steps({ heads: [hung], objections: [other] }, reader('freeze', AFTER))).toEqual([
    'freeze /assessment/notices/n1',
  ]);
});

test('what an objection was upheld about is to be put right, until it is, by who convenes', () => {
  const upheld = objection({ state: 'upheld' });
  const at = ['correct /assessment/notices/n1'];
  expect(steps({ heads: [hung], objections: [upheld] }, reader('convene'))).toEqual(at);
  expect(steps({ heads: [hung], objections: [upheld] }, reader('convene', AFTER))).toEqual(at);
  expect(steps({ heads: [hung], objections: [upheld] }, reader('answer'))).toEqual([]);
  expect(steps({ heads: [hung], objections: [{ ...upheld, corrected: true }] }, reader('convene'))).toEqual([]);
});

test('names are asked for on the newest final result of a method, and not on older ones', () => {
  const final = head({ id: 'e3', state: 'final' });
  const older = head({ id: 'e2', period: '2026-q2', state: 'final' });
  expect(steps({ heads: [final, older] }, reader('name'))).toEqual(['name /assessment/evaluations/e3']);
  expect(steps({ heads: [{ ...final, named: true }, older] }, reader('name'))).toEqual([]);
});
