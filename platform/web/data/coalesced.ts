// SPDX-License-Identifier: Apache-2.0

/** Gathers calls for a while and does the work once for all of them. */
export function coalesced(work: () => void, wait: number): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    }, wait);
  };
}
