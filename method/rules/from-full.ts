// SPDX-License-Identifier: Apache-2.0
import { decimal } from '../amount.ts';
import type { Words } from '../fault.ts';
import type { Span } from './rule-kind.ts';

/** The sentence for an item without a rule: it starts at full and only loses points. */
export function fromFullWords({ full, floor }: Span): Words {
  return floor === 0
    ? { zh: `从满分${decimal(full)}分扣起，扣完为止`, en: `starts at the full ${decimal(full)}, down to 0` }
    : {
        zh: `从满分${decimal(full)}分扣起，扣至${decimal(floor)}分为止`,
        en: `starts at the full ${decimal(full)}, down to ${decimal(floor)}`,
      };
}
