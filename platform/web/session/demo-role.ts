// SPDX-License-Identifier: Apache-2.0

const NAME = 'beichen.demo-role';

/** Remembers, until this tab is closed, which post of the demo was chosen by a click. */
export function keepDemoRole(role: string | undefined): void {
  try {
    if (role === undefined) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, role);
  } catch {
    // A desk that forbids storage asks again.
  }
}

export function keptDemoRole(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined;
  }
}
