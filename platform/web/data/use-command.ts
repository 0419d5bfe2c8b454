// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { z } from 'zod';
import { request } from './request.ts';
import { uuidV7 } from './uuid-v7.ts';

type Command<I, T extends z.ZodType> = {
  readonly path: string | ((input: I) => string);
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly answer: T;
  /** First parts of the query keys that are out of date once it is done. */
  readonly touches?: readonly string[];
  readonly onDone?: (answer: z.infer<T>, input: I) => void;
};

/**
 * Does something on the server. The key belongs to the intention: trying the same input again after a lost line sends
 * the same key, so that nothing is done twice; another input, or the next one after success, is a new intention.
 */
export function useCommand<I, T extends z.ZodType>({
  path,
  method = 'POST',
  answer,
  touches = [],
  onDone,
}: Command<I, T>) {
  const queries = useQueryClient();
  const intention = useRef<{ readonly input: string; readonly key: string } | null>(null);
  const mutation = useMutation<z.infer<T>, Error, I>({
    mutationFn: (input) => {
      const told = JSON.stringify(input) ?? '';
      if (intention.current?.input !== told) intention.current = { input: told, key: uuidV7() };
      const { key } = intention.current;
      return request(typeof path === 'function' ? path(input) : path, { answer, method, body: input, key });
    },
    onSuccess: (done, input) => {
      intention.current = null;
      for (const topic of touches) void queries.invalidateQueries({ queryKey: [topic] });
      onDone?.(done, input);
    },
  });
  return {
    busy: mutation.isPending,
    error: mutation.error,
    done: mutation.data,
    forget: mutation.reset,
    /** A second click while the first is on its way does nothing. */
    run: (input: I): void => {
      if (!mutation.isPending) mutation.mutate(input);
    },
  };
}
