// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { newTotp, stepOf } from './totp.ts';

describe('a code of an authenticator app', () => {
  // RFC 6238, Appendix B: the secret is the ASCII text 12345678901234567890; the codes there have eight digits, of which an app shows the last six.
  const secret = Buffer.from('12345678901234567890');

  test.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %s s is %s', (seconds, code, step) => {
    expect(stepOf(secret, code, seconds * 1000)).toBe(step);
  });

  test('counts a step early and late, and no further', () => {
    // The code of step 1 (30 s to 59 s).
    expect([0, 29, 30, 60, 89].map((s) => stepOf(secret, '287082', s * 1000))).toEqual([1, 1, 1, 1, 1]);
    expect(stepOf(secret, '287082', 90_000)).toBeUndefined();
  });

  test('is read as it is typed, and nothing else is read as one', () => {
    expect(stepOf(secret, ' 287 082 ', 59_000)).toBe(1);
    expect(stepOf(secret, '２８７０８２', 59_000)).toBe(1);
    for (const wrong of ['287083', '28708', '2870820', '', 'abcdef', '94287082'])
      expect(stepOf(secret, wrong, 59_000)).toBeUndefined();
  });

  test('rests on a secret of its own, of 160 bits', () => {
    const [one, two] = [0, 1].map(() => newTotp({ login: 'east', city: '南阳市' }));
    expect(one?.secret).toHaveLength(20);
    expect(one?.secret.equals(two?.secret ?? Buffer.alloc(0))).toBe(false);
    // 20 bytes are 32 letters of base32.
    expect(one?.typed).toMatch(/^[A-Z2-7]{32}$/);
    expect(one?.uri).toContain(`secret=${one?.typed}`);
  });
});
