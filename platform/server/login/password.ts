// SPDX-License-Identifier: Apache-2.0
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (2) with 19 MiB, two passes, one lane: the first choice of OWASP's password storage sheet. */
const STRENGTH = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), STRENGTH);
}

let decoy: Promise<string> | undefined;

/** Whether the password is the account's. Without an account it takes as long, so that time tells nobody which logins exist. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this account');
  const right = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return right && stored !== undefined;
}
