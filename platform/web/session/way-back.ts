// SPDX-License-Identifier: Apache-2.0

/** Where to go after signing in: an address of this app alone, since anybody can put another into a link. */
export function wayBack(asked: unknown): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])/.test(asked)) return '/';
  return asked === '/sign-in' || asked.startsWith('/sign-in?') ? '/' : asked;
}
