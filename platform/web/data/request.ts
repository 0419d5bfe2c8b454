// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { OfflineError, ProblemError, problem } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Asked<T extends z.ZodType> = {
  /** The shape of the answer; what does not fit it is a fault of the system, not of the reader. */
  readonly answer: T;
  readonly method?: Method;
  readonly body?: unknown;
  /** Sent as it is, in place of a body of data. */
  readonly file?: Blob;
  /** Made once per intention (`useCommand`): the same key and the same input give the same answer. */
  readonly key?: string;
  readonly signal?: AbortSignal;
};

/**
 * Asks the server.
 * @throws ProblemError when it says no; OfflineError when it cannot be reached.
 */
export async function request<T extends z.ZodType>(path: string, asked: Asked<T>): Promise<z.infer<T>> {
  const response = await reach(path, asked);
  const { status, headers } = response;
  const told = { path, status, form: headers.get('content-type') ?? '', text: await response.text().catch(() => '') };
  return readAnswer(told, asked.answer);
}

type Told = { readonly path: string; readonly status: number; readonly form: string; readonly text: string };

/**
 * What was answered, in its shape.
 * @throws ProblemError where that was a no, or nothing that can be read
 */
export function readAnswer<T extends z.ZodType>({ path, status, form, text }: Told, answer: T): z.infer<T> {
  const data = jsonIn(text);
  if (status < 200 || status > 299) {
    const told = problem.safeParse(form.includes('application/problem+json') ? data : undefined);
    throw new ProblemError(told.success ? told.data : { status, code: `http-${status}`, faults: [] });
  }
  const read = answer.safeParse(data);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  throw new ProblemError({ status: 502, code: `unreadable-answer ${path} ${place}`.trimEnd(), faults: [] });
}

function jsonIn(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function reach(path: string, { method = 'GET', body, file, key, signal }: Asked<z.ZodType>): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (file !== undefined) headers['content-type'] = 'application/octet-stream';
  if (key !== undefined) headers['idempotency-key'] = key;
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new OfflineError();
  }
}
