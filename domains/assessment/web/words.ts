// SPDX-License-Identifier: Apache-2.0
import { wordsFrom } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';

export type Key = keyof typeof zh;
export type SayIt = Say<Key>;

/** The words of the domain's screens. */
export const useWords = wordsFrom<Key>(zh, en);
