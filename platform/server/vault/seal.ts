// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { FindableField, VaultField } from './vault.ts';

/** The first byte of what is sealed says how, so that another cipher can stand beside this one. */
const AES_256_GCM = 1;
const NONCE = 12;
const TAG = 16;
export const KEY_BYTES = 32;

/** Something was sealed with another key, belongs to another subject or field, or was altered. */
export class BrokenSeal extends Error {}

/** Encrypts; `context` is not kept, and whoever opens must name it again. Form: cipher ‖ nonce ‖ ciphertext ‖ tag. */
export function seal(key: Buffer, content: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(AES_256_GCM), nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws BrokenSeal */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== AES_256_GCM || sealed.length < 1 + NONCE + TAG) throw new BrokenSeal(`${context}: unknown form`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, -TAG)), decipher.final()]);
  } catch {
    throw new BrokenSeal(`${context}: sealed with another key, for another place, or altered`);
  }
}

/** What a wrapped key is bound to. */
export const keyContext = (subject: string, key: string): string => `beichen vault key ${subject} ${key}`;

/** What a sealed value is bound to. */
export const valueContext = (subject: string, field: VaultField): string => `beichen vault value ${subject} ${field}`;

/** The form in which two writings of one value are equal: full-width digits, spaces, +86 and the like do not count. */
function normalised(field: FindableField, value: string): string {
  const plain = value.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
  if (field === 'name') return plain.toLowerCase().replace(/[·•‧・.]/gu, '·');
  return plain.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');
}

/** A fingerprint of a text that is to be known again and not to be read: told by nobody without the index key. */
export function fingerprintOf(indexKey: Buffer, text: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', indexKey, '', 'beichen vault fingerprint', KEY_BYTES));
  return createHmac('sha256', key).update(text).digest();
}

/** The blind index of a value: equal for equal values of one field, and told by nobody without the index key. */
export function blindIndex(indexKey: Buffer, field: FindableField, value: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', indexKey, '', `beichen vault blind ${field}`, KEY_BYTES));
  return createHmac('sha256', key).update(normalised(field, value)).digest();
}
