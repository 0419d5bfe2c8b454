// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 641px)';

const follow = (tell: () => void): (() => void) => {
  const query = matchMedia(WIDE);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
};

/** Whether there is room for writing a method: on a phone it is read. */
export const useWide = (): boolean => useSyncExternalStore(follow, () => matchMedia(WIDE).matches);
