// SPDX-License-Identifier: Apache-2.0
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';
import { wordsFrom } from './language.tsx';

export type Key = keyof typeof zh;

/** The words of the shell and of the parts. */
export const useWords = wordsFrom<Key>(zh, en);
