// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import styles from './crumbs.module.css';

export type Crumb = { readonly label: string; readonly href?: string };

/** The way here, from the widest place to the nearest. */
export function Crumbs({ path }: { readonly path: readonly Crumb[] }): ReactNode {
  const say = useWords();
  return (
    <nav className={styles['crumbs']} aria-label={say('place.path')}>
      <ol>
        {path.map(({ label, href }) => (
          <li key={label}>{href === undefined ? label : <a href={href}>{label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
