// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { OfflineError } from './problem.ts';
import { readAnswer } from './request.ts';

type Asked<T extends z.ZodType> = {
  readonly body: Blob;
  readonly answer: T;
  /** Made once per file: trying again after a lost line adds nothing twice. */
  readonly key: string;
  /** Told while the bytes go out, from 0 to 1; at 1 the server looks at them. */
  readonly onSent: (share: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends a file. Not by `fetch`, which cannot say how far it has come.
 * @throws ProblemError when the server says no; OfflineError when it cannot be reached; the signal's reason when it was called off.
 */
export function upload<T extends z.ZodType>(path: string, asked: Asked<T>): Promise<z.infer<T>> {
  const { body, answer, key, onSent, signal } = asked;
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    sending.setRequestHeader('accept', 'application/json, application/problem+json');
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('idempotency-key', key);
    sending.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total));
    sending.upload.addEventListener('load', () => onSent(1));
    sending.addEventListener('error', () => reject(new OfflineError()));
    sending.addEventListener('abort', () => reject(new DOMException('called off', 'AbortError')));
    sending.addEventListener('load', () => {
      const form = sending.getResponseHeader('content-type') ?? '';
      try {
        resolve(readAnswer({ path, status: sending.status, form, text: sending.responseText }, answer));
      } catch (error) {
        reject(error);
      }
    });
    signal.addEventListener('abort', () => sending.abort());
    sending.send(body);
  });
}
