// SPDX-License-Identifier: Apache-2.0

/** A text for people, in both languages. Chinese is the one that counts. */
export type Words = { readonly zh: string; readonly en: string };
