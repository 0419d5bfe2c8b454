// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { keep, kept } from '../../words/kept.ts';
import type { Shade } from '../tokens.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
/** What the reader chose; `system` follows the machine. */
export type Theme = (typeof THEMES)[number];

type Choice = { readonly theme: Theme; readonly shade: Shade; readonly choose: (theme: Theme) => void };

const ThemeContext = createContext<Choice>({ theme: 'system', shade: 'light', choose: () => undefined });

function useSystemShade(): Shade {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const listen = (): void => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return dark ? 'dark' : 'light';
}

/** Light, dark, or as the machine has it; the choice is kept on this device. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [theme, setTheme] = useState<Theme>(() => kept('theme', THEMES) ?? 'system');
  const system = useSystemShade();
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const choice = useMemo(
    () => ({
      theme,
      shade: theme === 'system' ? system : theme,
      choose: (chosen: Theme) => {
        keep('theme', chosen);
        setTheme(chosen);
      },
    }),
    [theme, system],
  );
  return <ThemeContext.Provider value={choice}>{children}</ThemeContext.Provider>;
}

export const useTheme = (): Choice => useContext(ThemeContext);
