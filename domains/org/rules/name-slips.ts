// SPDX-License-Identifier: Apache-2.0

/** How the formal name of a committee ends. */
const REGULAR = /(?:居民委员会|村民委员会|居委会|村委会)$/;

/** An ending that was meant to be one of these: the characters are there, one missing, doubled or out of order. */
const MEANT = /(?:[居村]民?[委员民]{1,4}会+|员会会)$/;

/** Whether a name ends like a committee's, with a slip of the pen: 居民委会, 村民员委会, 委员会会. The name is kept as it was entered. */
export function hasNameSlip(name: string): boolean {
  return MEANT.test(name) && !REGULAR.test(name);
}
