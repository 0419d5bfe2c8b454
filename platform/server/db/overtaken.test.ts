// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { untilNotOvertaken } from './overtaken.ts';

/** Work that fails so often before it succeeds, and counts how often it was begun. */
function failing(times: number, code: string) {
  let begun = 0;
  return {
    work: async (): Promise<string> => {
      begun++;
      if (begun <= times) throw Object.assign(new Error('failed'), { code });
      return 'done';
    },
    begun: () => begun,
  };
}

test('what was overtaken is begun anew, five times at most', async () => {
  const twice = failing(2, '40001');
  expect([await untilNotOvertaken(twice.work), twice.begun()]).toEqual(['done', 3]);
  const always = failing(99, '40001');
  await expect(untilNotOvertaken(always.work)).rejects.toMatchObject({ code: '40001' });
  expect(always.begun()).toBe(5);
});

test('any other failure is told at once', async () => {
  const other = failing(1, '23505');
  await expect(untilNotOvertaken(other.work)).rejects.toMatchObject({ code: '23505' });
  expect(other.begun()).toBe(1);
});
