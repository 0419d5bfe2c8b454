// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Catalogue } from '@beichen/method';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import type { RetentionSettings } from '../../model/settings.ts';

/** What asking for facts and declaring them needs of the city. */
export type FactDeps = {
  readonly time: WorkingTime;
  readonly roles: readonly { readonly id: string; readonly title: Words }[];
  readonly catalogue: Catalogue;
  /** Measures that records give here. */
  readonly measures: ReadonlyMap<string, MeasureSource>;
  /** How long the city keeps what stands behind its measures. */
  readonly retention?: RetentionSettings | undefined;
  /** Figures that a month may ask of one unit. */
  readonly limit: number;
};
