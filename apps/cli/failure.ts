// SPDX-License-Identifier: Apache-2.0
import { type Fault, type Outcome, placeOf, type Words } from '@beichen/method';

/** What a command ends with; documented in the help. */
export const EXIT = { done: 0, found: 1, unusable: 2, unwritable: 3, bug: 70 } as const;

/** Inputs or a command line that cannot be used: told on standard error, exit 2. */
export class Unusable extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ what }) => what.en).join('; '));
    this.faults = faults;
  }
}

/** A result that could not be written: exit 3. */
export class Unwritable extends Error {}

/** The value of an outcome; its faults end the command. */
export function valueIn<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Unusable(outcome.faults);
}

/** A fault of the command line or of a file as a whole. */
export function unusable(file: string, code: string, { what, mend }: { what: Words; mend: Words }): Unusable {
  return new Unusable([{ file, code, what, mend }]);
}

/** Faults for a person: place and code, then what is wrong and how to mend it, Chinese first. */
export function faultText(faults: readonly Fault[]): string {
  return faults
    .map((fault) => {
      const lines = [`${placeOf(fault)}  ${fault.code}`];
      for (const language of ['zh', 'en'] as const)
        lines.push(`  ${visible(fault.what[language])}`, `    → ${visible(fault.mend[language])}`);
      return `${lines.join('\n')}\n`;
    })
    .join('');
}

/** Faults quote the file: its control characters are shown, not obeyed by the terminal. */
const visible = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
