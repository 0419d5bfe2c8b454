// SPDX-License-Identifier: Apache-2.0

export { closerSentence } from '../explain/sentences.ts';
export { isMean, meanOf, partsOf } from '../explain/vocabulary.ts';
export type { Block, Language, WordsDocument } from './document.ts';
export { methodWords } from './method-words.ts';
export { wordsText } from './text.ts';
