// SPDX-License-Identifier: Apache-2.0
import { wordsFrom } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';

export type OrgKey = keyof typeof zh;

/** The words of the domain's screens. */
export const useWords: () => Say<OrgKey> = wordsFrom(zh, en);
