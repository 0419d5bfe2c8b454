// SPDX-License-Identifier: Apache-2.0

/** What PostgreSQL answers a transaction that would change a row which another one changed after its snapshot. */
const SERIALIZATION_FAILURE = '40001';

/** Whether a transaction was undone because another was faster; the same work on a fresh snapshot may succeed. */
export function isOvertaken(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === SERIALIZATION_FAILURE;
}

/** How often work is begun: whoever overtook it has ended by then, so more than two in a row are many. */
const MOST = 5;

/**
 * Does work that runs in a snapshot of its own, and begins anew where it was overtaken: at once, since the other has committed. After the
 * fifth time the failure is the caller's; what a job throws, the queue tries again later.
 */
export async function untilNotOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (let left = MOST - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isOvertaken(error)) throw error;
    }
  }
}
