// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { test } from 'vitest';
import { expectAgreement } from './agree.ts';
import { randomCase } from './random-case.ts';

// The same question as in the short test, asked of twenty thousand cases: for what is rare.
test('the engine gives what a second reading of the page gives, over twenty thousand cases', () => {
  for (let seed = 1; seed <= 20; seed += 1)
    for (const world of fc.sample(randomCase(), { numRuns: 1000, seed })) expectAgreement(world);
});
