// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';

/** The last moment that is in time, by whose day people are told of a limit. */
export const lastDayOf = (dueAt: Instant): Instant => instantOfMillis(millisOf(dueAt) - 1);
