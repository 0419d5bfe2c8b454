// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import { bodyOf, type Draft, faultsOf } from './draft.ts';
import { spelled, trackingCode } from './tracking-code.ts';

const draft: Draft = {
  id: '01990000-0000-7000-8000-000000000001',
  code: '0123456789AB',
  category: 'drainage',
  units: [
    { id: 3, name: '梅溪街道', kind: 'street' },
    { id: 17, name: '柳溪社区', kind: 'community' },
  ],
  summary: ' 污水井外溢 ',
  place: '3号院东侧',
  claimed: '',
  resident: false,
};
const where = { kind: 'grid-event', zone: 'Asia/Shanghai' };
const now = instant('2026-09-28T02:00:00.000Z');
const contact = { name: ' 王某 ', phone: '13800138000' };

describe('what is sent', () => {
  test('one that the worker saw has no contact and no code, whatever was typed before', () => {
    expect(bodyOf(draft, contact, where)).toEqual({
      id: draft.id,
      kind: 'grid-event',
      category: 'drainage',
      unit: 17,
      summary: '污水井外溢',
      place: '3号院东侧',
    });
  });
  test('a resident’s goes with the code, and with a contact where one was left', () => {
    expect(bodyOf({ ...draft, resident: true }, contact, where)).toMatchObject({
      reporter: { name: '王某', phone: '13800138000' },
      trackingCode: '0123456789AB',
    });
    const silent = bodyOf({ ...draft, resident: true }, { name: '', phone: ' ' }, where);
    expect(silent).not.toHaveProperty('reporter');
    expect(silent).toHaveProperty('trackingCode');
  });
});

test('a claimed time goes as the moment that the clocks of the city showed', () => {
  expect(bodyOf({ ...draft, claimed: '2026-09-27T06:30' }, contact, where)).toMatchObject({
    occurredAt: '2026-09-26T22:30:00.000Z',
  });
});

describe('what stands against sending', () => {
  const faults = (changed: Partial<Draft>, told = contact) =>
    [...faultsOf(bodyOf({ ...draft, ...changed }, told, where), now)].map(([field, fault]) => [
      field,
      fault === 'wanting' ? fault : fault.what.zh,
    ]);
  test('nothing, where all is there', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ resident: true })).toEqual([]);
  });
  test('what is wanting, each at its field', () => {
    expect(faults({ category: '', units: [], summary: '', place: ' ' }).sort()).toEqual([
      ['category', 'wanting'],
      ['place', 'wanting'],
      ['summary', 'wanting'],
      ['unit', 'wanting'],
    ]);
  });
  test('a time to come, and what is no time', () => {
    // Nanyang is eight hours ahead of UTC: it is 10:00 there.
    expect(faults({ claimed: '2026-09-28T10:00' })).toEqual([]);
    expect(faults({ claimed: '2026-09-28T10:01' })).toEqual([['occurredAt', 'wanting']]);
    expect(faults({ claimed: '20260-09-28T09:00' })).toEqual([['occurredAt', 'wanting']]);
  });
  test('a phone number in a text that many read; a name without a number', () => {
    expect(faults({ summary: '井盖松动，联系13800138000' })).toEqual([['summary', '说明里有电话号码']]);
    expect(faults({ resident: true }, { name: '王某', phone: '' })).toEqual([['phone', 'wanting']]);
  });
});

test('a tracking code has twelve characters of Crockford’s alphabet, and is read in fours', () => {
  expect(trackingCode(Uint8Array.from([0, 1, 9, 10, 17, 18, 20, 22, 31, 32, 63, 255]))).toBe('019AHJMPZ0ZZ');
  expect(spelled('019AHJMPZ0ZZ')).toBe('019A-HJMP-Z0ZZ');
});
