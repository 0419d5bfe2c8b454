// SPDX-License-Identifier: Apache-2.0
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (2) with 19 MiB, two passes, one lane: the first choice of OWASP's password storage sheet. */
const STRENGTH = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), STRENGTH);
}

let decoy: Promise<string> | undefined;

/** Makes ready what passwords are held against where there is no account: the first who asks must not wait for it. */
export async function readyDecoy(): Promise<string> {
  decoy ??= hashPassword('nobody has this account');
  return await decoy;
}

/** Whether the password is the account's. Without an account it takes as long, so that time tells nobody which logins exist. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await readyDecoy()), password.normalize('NFC'));
  return right && stored !== null;
}
