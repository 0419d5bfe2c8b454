// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput, problemOf } from '@beichen/platform-server/http/problem.ts';
import { isSignedOut, kindOfProblem, ProblemError, problem } from '@beichen/platform-web/data/problem.ts';
import { expect, test } from 'vitest';

const about = { language: 'en', request: 'r-1' } as const;

/** What a browser makes of a refusal, after its way over the wire. */
function received({ row, detail }: Refusal): ProblemError {
  const wire: unknown = JSON.parse(JSON.stringify(problemOf(row, { detail }, about)));
  return new ProblemError(problem.parse(wire));
}

test('the browser reads every refusal of the platform as the server tells it', () => {
  for (const row of Object.values(platformErrors)) {
    const { title, why, mend } = row;
    expect(received(new Refusal(row)).problem).toEqual({
      status: row.status,
      code: row.code,
      words: { title, why, mend },
      faults: [],
      request: 'r-1',
    });
  }
});

test('faults of the input arrive in both languages, each with its place', () => {
  const what = { zh: '办结不能早于上报', en: 'It cannot be closed before it was reported' };
  const mend = { zh: '把办结时间改到上报之后', en: 'Set the time of closing after that of the report' };
  const told = received(badInput([{ path: 'body/closedAt', what, mend }]));
  expect(told.problem.faults).toEqual([{ path: 'body/closedAt', what, mend }]);
  expect(kindOfProblem(told)).toBe('input');
});

test('a conflict arrives with both versions', () => {
  const conflict = { seen: { version: 3 }, current: { version: 4 } };
  const told = received(new Refusal(platformErrors.conflict, { conflict }));
  expect(told.problem.conflict).toEqual(conflict);
  expect(kindOfProblem(told)).toBe('conflict');
});

test('a session that ended is told apart from a wrong password', () => {
  expect(isSignedOut(received(new Refusal(platformErrors.notSignedIn)))).toBe(true);
  expect(isSignedOut(received(new Refusal(platformErrors.wrongLogin)))).toBe(false);
});
