// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';

/** A unit as a case is sent to it. */
export type SentTo = {
  readonly name: string;
  readonly closedOn: CivilDate | null;
  /** Of a closed one: the units that have its work now, as far as they may be seen. */
  readonly successors: readonly string[];
};

const OTHER: Readonly<Record<'report' | 'dispatch', Words>> = {
  report: { zh: '改为事发地现在所属的单位', en: 'Choose the unit that has the place now' },
  dispatch: { zh: '另选处置单位', en: 'Choose another unit to handle it' },
};

const TO: Readonly<Record<'report' | 'dispatch', (units: readonly string[]) => Words>> = {
  report: (units) => ({ zh: `改报到：${units.join('、')}`, en: `Report it to: ${units.join(', ')}` }),
  dispatch: (units) => ({ zh: `改派到：${units.join('、')}`, en: `Dispatch it to: ${units.join(', ')}` }),
};

/** What stands against sending a case to a unit that was closed, and who has its work now; nothing where it goes on. */
export function* closedFaults(
  { name, closedOn, successors }: SentTo,
  about: { readonly does: 'report' | 'dispatch'; readonly path: string },
): Generator<InputFault> {
  if (closedOn === null) return;
  yield {
    path: about.path,
    what: { zh: `${name}已于${closedOn}撤销`, en: `${name} was closed on ${closedOn}` },
    mend: successors.length === 0 ? OTHER[about.does] : TO[about.does](successors),
  };
}
