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

  test('a problem keeps its code and its faults', async () => {
    const told = {
      title: 'no',
      status: 422,
      code: 'closed-before-reported',
      faults: [{ path: 'closed', what: 'a', mend: 'b' }],
    };
    answering(JSON.stringify(told), { status: 422, headers: { 'content-type': 'application/problem+json' } });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem).toMatchObject({
      code: 'closed-before-reported',
      faults: [{ path: 'closed' }],
    });
    expect(kindOfProblem(error)).toBe('input');
  });

  test('a page of a proxy is no problem+json, and still told', async () => {
    answering('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
    const error: unknown = await request('/api/cases', { answer }).catch((thrown: unknown) => thrown);
    expect((error as ProblemError).problem.code).toBe('http-502');
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
  static last: FakeSource;
  close = vi.fn();
  constructor() {
    super();
    FakeSource.last = this;
  }
}

describe('changes', () => {
  test('a burst asks again once for each topic, and a mended line for everything', () => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    const queries = new QueryClient();
    const asked = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
    const stop = followChanges(queries);
    for (const topics of [['cases'], ['cases', 'readings'], ['cases']])
      FakeSource.last.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ topics }) }));
    FakeSource.last.dispatchEvent(new MessageEvent('change', { data: 'not json' }));
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(asked.mock.calls).toEqual([[{ queryKey: ['cases'] }], [{ queryKey: ['readings'] }]]);
    FakeSource.last.dispatchEvent(new Event('error'));
    FakeSource.last.dispatchEvent(new Event('open'));
    expect(asked).toHaveBeenCalledTimes(3);
    expect(asked.mock.calls[2]).toEqual([]);
    stop();
    expect(FakeSource.last.close).toHaveBeenCalled();
  });
});
