// SPDX-License-Identifier: Apache-2.0
import { parseMethod } from '@beichen/method';
import { methodWords } from '@beichen/method/words';
import type { Language } from '@beichen/platform-web/words/language.tsx';
import type { StudioFacts } from '../../model/drafts.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Hands the reader a text as a document in words; false where it has faults. What writes the file is loaded for this alone. */
export async function downloadWords(
  text: string,
  { measures, language }: { readonly measures: StudioFacts['measures']; readonly language: Language },
): Promise<boolean> {
  const parsed = parseMethod('method.yaml', text);
  if (!parsed.ok) return false;
  const known = new Map(measures.map((measure) => [measure.id, measure]));
  const words = methodWords(parsed.value.method, {
    language: language === 'en' ? 'en' : 'zh',
    measures: (id: string) => known.get(id),
  });
  const { wordsDocx } = await import('@beichen/method/words-docx');
  const bytes = await wordsDocx(words);
  const href = URL.createObjectURL(new Blob([bytes.slice().buffer as ArrayBuffer], { type: DOCX }));
  const link = document.createElement('a');
  link.href = href;
  link.download = `${words.title}${words.subtitle}.docx`;
  link.click();
  URL.revokeObjectURL(href);
  return true;
}
