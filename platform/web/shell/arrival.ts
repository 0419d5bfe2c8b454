// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';

/** On every page but the first, the focus goes to its beginning: a screen reader reads on from there, Tab goes on from there. */
export function useArrival(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
}
