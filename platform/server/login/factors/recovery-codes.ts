// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { codeInGroups, plainCode } from '../slip-code.ts';

const HOW_MANY = 8;
/** Sixteen letters, 79 bits: more than anybody tries out, so a plain hash keeps them. */
const GROUPS = 4;

export function hashOfRecovery(code: string): Buffer {
  return createHash('sha256').update(plainCode(code)).digest();
}

/** Codes for the day on which the factor is lost: shown once, kept as hashes. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly Buffer[] } {
  const codes = Array.from({ length: HOW_MANY }, () => codeInGroups(GROUPS));
  return { codes, hashes: codes.map(hashOfRecovery) };
}
