// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Segmented } from '../ui/action/segmented.tsx';
import { THEMES, type Theme, useTheme } from '../ui/theme/theme.tsx';
import { type Language, useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './head.module.css';

/** Language and theme of this device. */
export function Settings({ children }: { readonly children?: ReactNode }): ReactNode {
  const say = useWords();
  const { language, choose } = useLanguage();
  const { theme, choose: chooseTheme } = useTheme();
  return (
    <div className={styles['settings']}>
      {children}
      <div>
        <p>{say('shell.language')}</p>
        <Segmented<Language>
          label={say('shell.language')}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={language}
          onChange={choose}
        />
      </div>
      <div>
        <p>{say('shell.theme')}</p>
        <Segmented<Theme>
          label={say('shell.theme')}
          options={THEMES.map((value) => ({ value, label: say(`theme.${value}`) }))}
          value={theme}
          onChange={chooseTheme}
        />
      </div>
    </div>
  );
}
