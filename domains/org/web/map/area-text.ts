// SPDX-License-Identifier: Apache-2.0
import { numberText } from '@beichen/platform-web/words/format.ts';

/** Square kilometres, as exact as their size asks for: 2,273, 41.3, 0.083. */
export function areaText(area: number): string {
  if (area >= 100) return numberText(Math.round(area));
  return numberText(area, area >= 10 ? 1 : area >= 1 ? 2 : 3);
}
