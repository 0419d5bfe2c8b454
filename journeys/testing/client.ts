// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';

/** An answer, read to its end; of a stream the first part. */
export type Answer = {
  readonly status: number;
  /** Headers as lines, without those that differ at every request. */
  readonly headers: string;
  readonly text: string;
};

export type Credentials = { readonly cookie?: string; readonly code?: string };

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Idempotency key of a command; a new one where none is given. */
  readonly key?: string;
};

export const freshId = (): string => uuidv7From(Date.now(), randomBytes(16));

const CHANGING = new Set(['date', 'x-request-id', 'set-cookie']);

function headersOf(origin: string, call: Call, { cookie, code }: Credentials): Record<string, string> {
  return {
    Origin: origin,
    ...(cookie === undefined ? {} : { Cookie: cookie }),
    ...(code === undefined ? {} : { 'Beichen-Tracking-Code': code }),
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(call.method === 'POST' ? { 'Idempotency-Key': call.key ?? freshId() } : {}),
  };
}

async function firstPart(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

/** Sends a request as somebody. */
export async function send(url: string, call: Call, as: Credentials = {}): Promise<Answer> {
  const { method, path, body } = call;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: headersOf(url, call, as),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const lines = [...answer.headers].filter(([name]) => !CHANGING.has(name)).map((pair) => pair.join(': '));
  const streams = answer.headers.get('Content-Type')?.startsWith('text/event-stream') === true;
  const text = streams ? await firstPart(answer) : await answer.text();
  return { status: answer.status, headers: lines.sort().join('\n'), text };
}

/** The body of an answer that must be good. */
export function bodyOf<T>({ status, text }: Answer): T {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return JSON.parse(text) as T;
}

/** A problem without the number of its request: what two refusals may be compared by. */
export const withoutNumber = (text: string): string => text.replace(/"request":"[^"]*"/, '');
