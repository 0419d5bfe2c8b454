// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

/** A value once it has stood for so many milliseconds: for what may lag behind the keyboard. The first is there at once. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
