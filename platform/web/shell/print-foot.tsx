// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useCityNow } from '../session/city-now.ts';
import { useSession } from '../session/session.ts';
import { useShownStamps } from '../ui/stamp/shown-stamps.ts';
import { dateText, momentText } from '../words/format.ts';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './print-foot.module.css';

/** What stands under a printed page, and nowhere else: whose it is, up to when it counts, and when it was printed. */
export function PrintFoot(): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { city, demo } = useSession();
  const stamps = useShownStamps();
  const now = useCityNow();
  const printed = say('print.at', { date: dateText(now, language, true), time: momentText(now, language).slice(-5) });
  const parts = [`${say('brand')} · ${name(city.title)}`, ...(demo ? [say('demo.label')] : []), ...stamps, printed];
  return <footer className={styles['foot']}>{parts.join('　')}</footer>;
}
