// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that is asked over HTTP, as its users do. Ids of units are found by their codes. */
export type AskedCity = {
  readonly url: string;
  readonly cookie: string;
  get<T>(path: string): Promise<T>;
};

/** Signs in by a demo role. The session outlives the server: it stands in the database. */
export async function signIn(url: string, role: string): Promise<AskedCity> {
  const headers = { 'Content-Type': 'application/json', Origin: url };
  const answer = await fetch(`${url}/api/demo/session`, { method: 'POST', headers, body: JSON.stringify({ role }) });
  const cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const get = async <T>(path: string): Promise<T> => {
    const got = await fetch(`${url}${path}`, { headers: { Cookie: cookie } });
    if (!got.ok) throw new Error(`${path}: ${got.status} ${await got.text()}`);
    return (await got.json()) as T;
  };
  return { url, cookie, get };
}

/** Waits until the server can serve again. */
export async function isReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(50);
  }
}

type Jobs = {
  readonly jobs: readonly { readonly name: string; readonly state: string; readonly error: string | null }[];
  readonly waitingEvents: number;
  readonly staleReadings: number;
  readonly unsealed: number;
};

/** Waits until nothing waits: events, readings, jobs, seals. A job that was given up is a fault. */
export async function isSettled(auditor: AskedCity): Promise<void> {
  for (;;) {
    const { jobs, waitingEvents, staleReadings, unsealed } = await auditor.get<Jobs>('/api/jobs');
    const failed = jobs.find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Error(`${failed.name} was given up: ${failed.error}`);
    if (jobs.length + waitingEvents + staleReadings + unsealed === 0) return;
    await sleep(100);
  }
}

type Page = {
  readonly rows: readonly { readonly id: string; readonly number: string }[];
  readonly next: string | null;
};

/** All cases below a unit, turned page by page: id and number. */
export async function allCases(city: AskedCity, unit: number): Promise<{ id: string; number: string }[]> {
  const found: { id: string; number: string }[] = [];
  for (let cursor = ''; ; ) {
    const page = await city.get<Page>(`/api/cases?unit=${unit}&limit=200${cursor}`);
    found.push(...page.rows);
    if (page.next === null) return found;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

type Figure = { readonly num: number; readonly den: number | null; readonly stale: boolean };
type Records = { readonly total: number; readonly counting: number };

/** The figures that are not what their lists say, or that are stale. Empty is right. */
export async function figuresAstray(city: AskedCity, units: readonly number[], period: string): Promise<string[]> {
  const { measures } = await city.get<{ measures: { measure: string }[] }>('/api/measures');
  const astray: string[] = [];
  for (const { measure } of measures) {
    for (const unit of units) {
      const at = `/api/measures/${measure}`;
      const figure = await city.get<Figure>(`${at}?unit=${unit}&period=${period}`);
      const list = await city.get<Records>(`${at}/records?unit=${unit}&period=${period}&limit=1`);
      const isRight =
        (figure.den ?? figure.num) === list.total && (figure.den === null || figure.num === list.counting);
      if (!isRight || figure.stale)
        astray.push(`${measure} at ${unit}: ${JSON.stringify(figure)}, and the list ${JSON.stringify(list)}`);
    }
  }
  return astray;
}
