// SPDX-License-Identifier: Apache-2.0
import { type AddressInfo, connect } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closed, HEAD, opened } from './listen.ts';

const app = new Hono().get('/long', (c) => c.text(String(c.req.query('q')?.length)));

let server: Awaited<ReturnType<typeof opened>>;

beforeAll(async () => {
  server = await opened(app, { hostname: '127.0.0.1', port: 0 });
});
afterAll(() => closed(server));

/** Sends a request whose first line and headers are so many bytes, and gives the first line of the answer and its body. */
async function asked(
  bytes: number,
): Promise<{ readonly status: string; readonly body: string; readonly letters: number }> {
  const { port } = server.address() as AddressInfo;
  const [begins, ends] = ['GET /long?q=', ' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'];
  const letters = bytes - begins.length - ends.length;
  const head = `${begins}${'a'.repeat(letters)}${ends}`;
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (part) => {
    text += part.toString();
  });
  socket.write(head);
  await new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
    // A server that has refused may close while the rest is still on its way.
    socket.on('error', () => resolve());
  });
  const [status = '', ...rest] = text.split('\r\n');
  return { status, body: rest.join('\r\n').split('\r\n\r\n')[1] ?? '', letters };
}

test('a head of 128 KiB is read whole; one that is longer is refused, and the next one is served', async () => {
  const most = await asked(HEAD - 1024);
  expect([most.status, most.body]).toEqual(['HTTP/1.1 200 OK', String(most.letters)]);
  expect((await asked(HEAD + 1024)).status).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  expect((await asked(200)).status).toBe('HTTP/1.1 200 OK');
});

test('the head holds the longest preview of a split that names no single records', () => {
  // As many units below as a change may name, each with an id of seven digits, and as many passes.
  const change = {
    kind: 'split',
    unit: 2_000_000,
    keeps: true,
    parts: Array.from({ length: 20 }, (_, at) => ({
      key: 'abcdefghijklmnopqrst'[at],
      code: '411302001006',
      name: '金玛特东社区居民委员会',
    })),
    below: Array.from({ length: 2_000 }, () => ({ unit: 2_000_000, to: 'a' })),
    passes: Array.from({ length: 5 }, () => ({ holding: 'assessment.facts', from: 2_000_000, to: 'a' })),
  };
  const question = encodeURIComponent(JSON.stringify(change));
  // Beside it a cookie and what browsers say of themselves, 4 KiB in all.
  expect(question.length).toBeLessThan(HEAD - 4_096);
});
