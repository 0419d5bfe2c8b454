// SPDX-License-Identifier: Apache-2.0
import { wordsFrom } from '@beichen/platform-web/words/language.tsx';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';

/** The words of the domain's screens. */
export const useWords = wordsFrom(zh, en);
