// SPDX-License-Identifier: Apache-2.0
import { Secret, TOTP } from 'otpauth';

/** Half a minute, six digits, SHA-1: RFC 6238 as every authenticator app has it. */
const PERIOD = 30;
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD } as const;
/** One step to either side: a phone's clock may be half a minute off. */
const WINDOW = 1;
const SECRET_BYTES = 20;

export type NewTotp = {
  readonly secret: Buffer;
  /** For typing, in base32. */
  readonly typed: string;
  /** For the camera: `otpauth://totp/…`. */
  readonly uri: string;
};

/** A secret for an authenticator app. */
export function newTotp(about: { readonly login: string; readonly city: string }): NewTotp {
  const secret = new Secret({ size: SECRET_BYTES });
  const totp = new TOTP({ ...SHAPE, issuer: `北辰·${about.city}`, label: about.login, secret });
  return { secret: Buffer.from(secret.bytes), typed: secret.base32, uri: totp.toString() };
}

/** The step that a code belongs to; `undefined` where it is none of these minutes. `at` is the world's time in ms, not a demo's. */
export function stepOf(secret: Buffer, code: string, at: number): number | undefined {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const bytes = new Secret({ buffer: Uint8Array.from(secret).buffer });
  const delta = TOTP.validate({ ...SHAPE, token, secret: bytes, window: WINDOW, timestamp: at });
  return delta === null ? undefined : Math.floor(at / 1000 / PERIOD) + delta;
}
