// SPDX-License-Identifier: Apache-2.0
import { type Command, optionalText, shared } from '../command.ts';
import { EXIT } from '../failure.ts';
import { loadCatalogue, loadMethod, vocabularyOf } from '../inputs.ts';
import { writeWhole } from '../output.ts';

export const words: Command = {
  name: 'method words',
  files: ['METHOD.yaml'],
  options: {
    catalogue: shared.catalogue,
    out: { value: 'method.docx', words: { zh: '另写成Word文件', en: 'write a Word file as well' } },
    lang: shared.lang,
  },
  words: { zh: '把办法写成可读的文件', en: 'the method as a document that people read' },
  async run(given, terminal) {
    const { methodWords, wordsText } = await import('@beichen/method/words');
    const catalogue = loadCatalogue(optionalText(given, 'catalogue'));
    const { method } = loadMethod(given.files[0] as string, catalogue);
    const document = methodWords(method, { language: terminal.language, measures: vocabularyOf(catalogue) });
    const out = optionalText(given, 'out');
    if (out !== undefined) {
      const { wordsDocx } = await import('@beichen/method/words-docx');
      writeWhole(out, await wordsDocx(document));
    }
    terminal.out(wordsText(document));
    return EXIT.done;
  },
};
