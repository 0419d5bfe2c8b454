// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../data/request.ts';
import { uuidV7 } from '../data/uuid-v7.ts';
import { type Slip, slip } from './accounts-query.ts';

/** Gives slips one after the other: each is an action of its own, so that the audit names each account. */
export function useSlips() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const given: Slip[] = [];
      for (const id of ids) {
        const path = `/api/accounts/${encodeURIComponent(id)}/slip`;
        given.push(await request(path, { answer: slip, method: 'POST', body: {}, key: uuidV7() }));
      }
      return given;
    },
    // A secret is not kept for whoever comes to this page later.
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
}
