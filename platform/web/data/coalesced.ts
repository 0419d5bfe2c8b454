// SPDX-License-Identifier: Apache-2.0

/** Gathers topics for a while and tells them once, each once. */
export function coalesced(
  tell: (topics: readonly string[]) => void,
  wait: number,
): (topics: readonly string[]) => void {
  const waiting = new Set<string>();
  return (topics) => {
    const begun = waiting.size > 0;
    for (const topic of topics) waiting.add(topic);
    if (begun) return;
    setTimeout(() => {
      const told = [...waiting];
      waiting.clear();
      tell(told);
    }, wait);
  };
}
