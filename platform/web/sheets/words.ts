// SPDX-License-Identifier: Apache-2.0
import { wordsFrom } from '../words/language.tsx';
import type { Say } from '../words/text.ts';
import en from './locales/en.json';
import zh from './locales/zh-CN.json';

/** The words of files that are handed in: beside them, so that the first page does not carry them. */
export const useSheetWords: () => Say<keyof typeof zh> = wordsFrom(zh, en);
