// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { test } from 'vitest';
import { expectAgreement } from './agree.ts';
import { randomCase } from './random-case.ts';

// Catches any rule, order of sums, rounding, quota or tie that the engine reads otherwise than a plain second reading of the page.
test('the engine gives what a second reading of METHOD.md gives, digest included', () => {
  fc.assert(fc.property(randomCase(), expectAgreement), { numRuns: 600 });
});
