// SPDX-License-Identifier: Apache-2.0
import { ConfigProvider } from 'antd';
import en from 'antd/es/locale/en_US.js';
import zh from 'antd/es/locale/zh_CN.js';
import type { ReactNode } from 'react';
import { useLanguage } from '../../words/language.tsx';
import { antdTheme } from '../antd-theme.ts';
import { useTheme } from './theme.tsx';

const themes = { light: antdTheme('light'), dark: antdTheme('dark') };

/** antd's controls in our colours and words: pages that hold a form, a date or a dialog stand inside. */
export function RichControls({ children }: { readonly children: ReactNode }): ReactNode {
  const { shade } = useTheme();
  const { language } = useLanguage();
  return (
    <ConfigProvider theme={themes[shade]} locale={language === 'en' ? en : zh} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
