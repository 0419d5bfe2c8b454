// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { keep, kept } from './kept.ts';
import { filled, type Say, type Texts } from './text.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A name in both languages, as methods and packs give it. */
export type Words = { readonly zh: string; readonly en: string };

type Choice = { readonly language: Language; readonly choose: (language: Language) => void };

const LanguageContext = createContext<Choice>({ language: 'zh-CN', choose: () => undefined });

/** The language of the reader, kept on this device. Chinese until somebody chooses. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => kept('language', LANGUAGES) ?? 'zh-CN');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        keep('language', chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={choice}>{children}</LanguageContext.Provider>;
}

export const useLanguage = (): Choice => useContext(LanguageContext);

/** Picks the reader's language out of names in both. */
export function useNames(): (words: Words) => string {
  const { language } = useLanguage();
  return (words) => (language === 'en' ? words.en : words.zh);
}

/**
 * The words of a domain, from its two locale files: a hook whose keys are those of the Chinese file. A key that the
 * English file lacks, or that nobody wrote, does not compile.
 */
export function wordsFrom<K extends string>(zh: Texts<K>, en: Texts<NoInfer<K>>): () => Say<K> {
  return () => {
    const { language } = useLanguage();
    return (key, values) => filled((language === 'en' ? en : zh)[key], values);
  };
}
