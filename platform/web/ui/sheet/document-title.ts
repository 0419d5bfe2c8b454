// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { useWords } from '../../words/words.ts';

/** Names the page in the browser's tab and history: 河街社区 · 北辰. Nothing while the name is not known yet. */
export function useDocumentTitle(name: string | undefined): void {
  const brand = useWords()('brand');
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${brand}`;
  }, [name, brand]);
}
