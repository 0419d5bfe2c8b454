// SPDX-License-Identifier: Apache-2.0
import { compileMethod } from '../evaluate/compile.ts';
import type { Method } from '../model.ts';
import { titleOf } from '../title.ts';
import { adjustmentChapters, capChapters, vetoChapters } from './adjustments.ts';
import { inLanguage, type Language, numbered, type WordsDocument } from './document.ts';
import { type Names, Naming } from './naming.ts';
import { basisChapter, notesChapter, peersChapter, subjectChapter } from './notes.ts';
import { sectionsChapter } from './sections.ts';
import { gradeChapters, rankingChapter } from './standing.ts';

/**
 * The method as a document that an office would issue, from the method's data alone. `measures` (a catalogue) gives
 * the names of measures and whether they are read as %; `kinds` the names of a city's kinds of units.
 */
export function methodWords(method: Method, options: Names & { readonly language: Language }): WordsDocument {
  const compiled = compileMethod(method);
  const naming = new Naming(options);
  const { language } = options;
  const chapters = [
    subjectChapter(compiled, naming),
    peersChapter(compiled, naming),
    sectionsChapter(compiled, naming),
    ...adjustmentChapters(compiled, naming),
    ...capChapters(compiled),
    ...vetoChapters(compiled, naming),
    ...gradeChapters(compiled, naming),
    rankingChapter(compiled, naming),
    notesChapter(compiled),
    basisChapter(compiled),
  ];
  return {
    language,
    title: titleOf({ id: method.method, title: method.title })[language],
    subtitle: { zh: `（版本：${method.edition}）`, en: `Edition ${method.edition}` }[language],
    blocks: inLanguage(numbered(chapters), language),
  };
}
