// SPDX-License-Identifier: Apache-2.0

const PREFIX = 'beichen.';

/** A choice kept on this device, if it is one of those that may be chosen. */
export function kept<T extends string>(name: string, among: readonly T[]): T | undefined {
  try {
    const value = localStorage.getItem(PREFIX + name);
    return among.find((option) => option === value);
  } catch {
    return undefined;
  }
}

/** Keeps a choice; where the browser keeps nothing, it holds until the page is closed. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A desk that forbids storage still works, it asks again next time.
  }
}
