// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { heightFor } from './marked-book.ts';

test('a row of a marked file is as high as what is said of it is long', () => {
  expect(heightFor([])).toBe(16);
  expect(heightFor(['姓名：没有姓名；填写姓名'])).toBe(16);
  // Two faults are two lines; 57 characters want three lines of 28.
  expect(heightFor(['姓名：没有姓名', '电话：不像电话号码'])).toBe(32);
  expect(heightFor(['字'.repeat(57)])).toBe(48);
});
