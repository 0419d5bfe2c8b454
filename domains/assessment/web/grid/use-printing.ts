// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page goes to paper at the moment: drawn before the browser lays the paper out. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia('print');
    const turn = (): void => flushSync(() => setPrinting(paper.matches));
    paper.addEventListener('change', turn);
    return () => paper.removeEventListener('change', turn);
  }, []);
  return printing;
}

/** While it is shown, the page has a style of its own on paper: the whole of it, since a part alone would begin a new sheet. */
export function usePaper(style: string | undefined): void {
  useEffect(() => {
    if (style === undefined) return;
    document.body.classList.add(style);
    return () => document.body.classList.remove(style);
  }, [style]);
}
