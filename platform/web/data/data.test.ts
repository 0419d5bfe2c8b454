// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { followChanges } from './changes.ts';
import { kindOfProblem, OfflineError, ProblemError } from './problem.ts';
import { request } from './request.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answering = (body: string, init: ResponseInit): ReturnType<typeof vi.fn> => {
  const fake = vi.fn(async () => new Response(body, init));
  vi.stubGlobal('fetch', fake);
  return fake;
};

describe('request', () => {
  const answer = z.object({ id: z.string() });

  test('gives the answer in its shape, and sends the key of the intention', async () => {
    const fake = answering('{"id":"LX-0917"}', { status: 200 });
    await expect(request('/api/cases', { answer, method: 'POST', body: { a: 1 }, key: 'k-1' })).resolves.toEqual({
      id: 'LX-0917',
    });
    const [path, init] = fake.mock.calls[0] as [string, RequestInit & { headers: Record<string, string> }];
    expect(path).toBe('/api/cases');
    expect(init.headers['idempotency-key']).toBe('k-1');
    expect(init.body).toBe('{"a":1}');
  });

  test('an answer of another shape is the fault of the system', async () => {
    answering('{"number":1}', { status: 200 });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(kindOfProblem(error)).toBe('system');
  });

  test('a problem keeps its code, its sentences and its faults', async () => {
    const both = (zh: string) => ({ zh, en: `en ${zh}` });
    const told = {
      type: 'urn:beichen:error:cases.closed-before-reported',
      title: 'no',
      detail: 'because',
      status: 422,
      code: 'cases.closed-before-reported',
      words: { title: both('没有办结'), why: both('早于上报'), mend: both('改时间') },
      faults: [{ path: 'body/closedAt', what: both('早于上报'), mend: both('改到之后') }],
      request: 'r-1',
    };
    answering(JSON.stringify(told), { status: 422, headers: { 'content-type': 'application/problem+json' } });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    const { type: _, title: __, detail: ___, ...kept } = told;
    expect((error as ProblemError).problem).toEqual(kept);
    expect(kindOfProblem(error)).toBe('input');
  });

  test('a page of a proxy is no problem+json, and still told', async () => {
    answering('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect((error as ProblemError).problem.code).toBe('http-502');
  });

  // As Chromium 87 and later, Firefox and Safari word it, and Vite of a style sheet.
  test.each([
    'Failed to fetch dynamically imported module: https://bc.example/assets/case-screen-1.js',
    'error loading dynamically imported module: https://bc.example/assets/case-screen-1.js',
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/case-screen-1.css',
  ])('the code of a page that does not come is the line, not the system: %s', (message) => {
    expect(kindOfProblem(new TypeError(message))).toBe('offline');
    expect(kindOfProblem(new TypeError('x is not a function'))).toBe('system');
  });

  // A file of a wrong kind was shown as a fault of the system.
  test.each([413, 415, 422])('what is refused with %i is for the reader to mend', (status) => {
    expect(kindOfProblem(new ProblemError({ status, code: 'files.unknown-form', faults: [] }))).toBe('input');
  });

  test('a line that is down is told apart from a refusal', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OfflineError);
    expect(kindOfProblem(error)).toBe('offline');
  });
});

class FakeSource extends EventTarget {
  static readonly all: FakeSource[] = [];
  close = vi.fn();
  readyState = 0;
  constructor() {
    super();
    FakeSource.all.push(this);
  }
}

describe('changes', () => {
  const begin = () => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    FakeSource.all.length = 0;
    const queries = new QueryClient();
    const asked = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
    return { asked, stop: followChanges(queries), last: () => FakeSource.all.at(-1) as FakeSource };
  };

  test('a burst asks for everything shown once, the greeting of a line cuts nothing off', () => {
    const { asked, stop, last } = begin();
    last().dispatchEvent(new MessageEvent('changed', { data: '' }));
    expect(asked.mock.calls).toEqual([[{}, { cancelRefetch: false }]]);
    for (let burst = 0; burst < 3; burst += 1) last().dispatchEvent(new MessageEvent('changed', { data: '' }));
    expect(asked).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(asked.mock.calls.slice(1)).toEqual([[]]);
    stop();
    expect(last().close).toHaveBeenCalled();
  });

  test('a line that was refused is tried again until it stands, unless nobody listens any more', () => {
    const { stop, last } = begin();
    last().readyState = 2;
    last().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(10_000);
    expect(FakeSource.all).toHaveLength(2);
    last().readyState = 2;
    last().dispatchEvent(new Event('error'));
    stop();
    vi.advanceTimersByTime(10_000);
    expect(FakeSource.all).toHaveLength(2);
  });
});
