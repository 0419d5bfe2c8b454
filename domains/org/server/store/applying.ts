// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Target } from '../../model/changes.ts';
import type { PostDeps } from '../queries/posts.ts';

/** The day from which a change holds, the moment at which it is carried out, and the ids of the units that it has made so far. */
export type Applying = {
  readonly deps: PostDeps;
  readonly on: CivilDate;
  readonly now: Instant;
  readonly made: Map<string, number>;
  /** Posts that are given again, by the old one. */
  readonly again: Map<string, string>;
};

export function idOf(target: Target, made: ReadonlyMap<string, number>): number {
  const id = typeof target === 'number' ? target : made.get(target);
  if (id === undefined) throw new Error(`no unit was made for "${target}"`);
  return id;
}
