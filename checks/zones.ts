// SPDX-License-Identifier: Apache-2.0

/** Code that only tests run: it may use Node and development packages, and production code may not import it. */
export const TEST = '\\.test\\.tsx?$|(^|/)(testing|oracle)/';

/** Scripts that build, measure or check, or make a pack's tables, and never run in the product; files at the root configure tools. */
export const TOOLING = '^(method/publish|checks|bench|journeys|packs)/|^[^/]+$';

/** Where rule 3 of the house holds: no database, no HTTP, no React, no clock. Of a domain it is the heart. */
export const PURE = '^(method|kernel|engines)/|^domains/[^/]+/(?!server/|web/|locales/)';

export function isTest(file: string): boolean {
  return new RegExp(TEST).test(file);
}

export function isTooling(file: string): boolean {
  return new RegExp(TOOLING).test(file);
}

export function isPure(file: string): boolean {
  return new RegExp(PURE).test(file) && !isTest(file) && !isTooling(file);
}
