// SPDX-License-Identifier: Apache-2.0
import { NOBODY, type Viewer } from '@beichen/platform-server/db/scope.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anyIn, foreignIn } from './leaks/canaries.ts';
import { type PlantedTown, plantTown } from './leaks/planted-town.ts';
import { type Cell, cellsOf, MISSING, type Probe, titleOf } from './leaks/probe.ts';
import { accountProbes } from './leaks/probes/accounts.ts';
import { assessmentProbes } from './leaks/probes/assessment.ts';
import { draftProbes } from './leaks/probes/assessment-drafts.ts';
import { namingProbes } from './leaks/probes/assessment-naming.ts';
import { noticeProbes } from './leaks/probes/assessment-notices.ts';
import { caseFileProbes } from './leaks/probes/case-files.ts';
import { caseProbes } from './leaks/probes/cases.ts';
import { factProbes } from './leaks/probes/facts.ts';
import { measureProbes } from './leaks/probes/measures.ts';
import { orgProbes } from './leaks/probes/org.ts';
import { mapProbes } from './leaks/probes/org-map.ts';
import { relationProbes } from './leaks/probes/org-relations.ts';
import { platformProbes } from './leaks/probes/platform.ts';
import { reviewProbes } from './leaks/probes/reviews.ts';
import { rowsSeen, stateOf, tablesOf } from './leaks/table-text.ts';
import { CASES, idOf, PERMISSIONS } from './leaks/town.ts';
import { type Answer, send, withoutNumber } from './testing/client.ts';

const PROBES: readonly Probe[] = [
  ...orgProbes,
  ...relationProbes,
  ...mapProbes,
  ...caseProbes,
  ...caseFileProbes,
  ...assessmentProbes,
  ...draftProbes,
  ...noticeProbes,
  ...reviewProbes,
  ...factProbes,
  ...namingProbes,
  ...measureProbes,
  ...platformProbes,
  ...accountProbes,
];

/** What the router holds beside endpoints: steps that every request takes, and the files and the page of the staff app. */
const NO_ENDPOINTS = new Set(['ALL /*', 'ALL /api/*', 'ALL /assets/*', 'GET *']);

let town: PlantedTown;
beforeAll(async () => {
  town = await plantTown();
});
afterAll(() => town.running.stop());

async function ask(probe: Probe, { account, subject }: Pick<Cell, 'account' | 'subject'>): Promise<Answer> {
  const [method = ''] = probe.endpoint.split(' ');
  const as = probe.bare === undefined ? town.as(account) : {};
  return await send(town.running.url, { method, ...probe.send(subject, town.planted) }, as);
}

/** What came out, in the words of a verdict. */
function outcomeOf(probe: Probe, cell: Cell, answer: Answer): string {
  if (answer.status >= 300) return String(answer.status);
  const { verdict } = cell;
  if (verdict.startsWith('#')) return `#${probe.counts?.(JSON.parse(answer.text) as never)}`;
  if (verdict === 'empty') return anyIn(answer.text) ? 'something' : 'empty';
  if (verdict === 'own') {
    const shown = probe.shows?.(cell.subject, cell.account) ?? '';
    return shown !== '' && answer.text.includes(shown) ? 'own' : `without ${shown}`;
  }
  return String(answer.status);
}

/** Where the answer about something foreign differs from that about something that is not there. */
function difference(foreign: Answer, missing: Answer): string | undefined {
  if (foreign.status !== missing.status) return `${foreign.status}, of what is not there ${missing.status}`;
  if (foreign.headers !== missing.headers) return `headers: ${foreign.headers} ≠ ${missing.headers}`;
  const [one, other] = [withoutNumber(foreign.text), withoutNumber(missing.text)];
  return one === other ? undefined : `${one} ≠ ${other}`;
}

/** Whether a verdict says that the subject is hidden: what is not there is answered by 404, or by a list of nothing. */
function isHidden(verdict: string, missing: Answer): boolean {
  return verdict === '404' || (missing.status < 300 && (verdict === 'empty' || verdict === '#0'));
}

async function faultsOf(probe: Probe, cells: readonly Cell[]): Promise<string[]> {
  const faults: string[] = [];
  let missing: Answer | undefined;
  for (const cell of cells) {
    const { account, subject, verdict } = cell;
    const tell = (fault: string): void => void faults.push(`${account} asks about ${subject.name}: ${fault}`);
    const answer = await ask(probe, cell);
    const outcome = outcomeOf(probe, cell, answer);
    if (outcome !== verdict) tell(`${outcome}, should be ${verdict}`);
    const met = probe.open === undefined ? foreignIn(`${answer.headers}\n${answer.text}`, account) : [];
    if (met.length > 0) tell(`meets ${met.join(', ')}`);
    if (probe.about === 'self') continue;
    missing ??= await ask(probe, { account, subject: MISSING });
    const told = isHidden(verdict, missing) ? difference(answer, missing) : undefined;
    if (told !== undefined) tell(`is told that it exists: ${told}`);
  }
  return faults;
}

test('every endpoint of the router has a probe, and every probe an endpoint', () => {
  const served = new Set(town.running.endpoints.map(({ method, path }) => `${method} ${path}`));
  const probed = new Set(PROBES.map(({ endpoint }) => endpoint));
  const without = [...served].filter((endpoint) => !probed.has(endpoint) && !NO_ENDPOINTS.has(endpoint));
  const hint = 'write a probe for each into the file of its domain in journeys/leaks/probes/: who gets what from it';
  expect(without, hint).toEqual([]);
  expect([...probed].filter((endpoint) => !served.has(endpoint))).toEqual([]);
});

test('the accounts hold every permission that an endpoint asks for', async () => {
  const { text } = await send(town.running.url, { method: 'GET', path: '/api/openapi.json' });
  const asked = [...text.matchAll(/"x-permission":"([^"]+)"/g)].map(([, permission]) => permission);
  const known: readonly string[] = PERMISSIONS;
  expect(
    asked.filter((permission) => !known.includes(permission ?? '')),
    'add it to PERMISSIONS in town.ts',
  ).toEqual([]);
});

describe('who gets what', () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await stateOf(town.running.city.owner.db, await recordTables());
  });

  test.each(PROBES.map((probe) => [titleOf(probe), probe] as const))('%s', async (_, probe) => {
    const byAccount = Map.groupBy(cellsOf(probe), ({ account }) => account);
    const faults = await Promise.all([...byAccount.values()].map((cells) => faultsOf(probe, cells)));
    expect(faults.flat()).toEqual([]);
  });

  test('and no request of all these wrote anything, the commands included', async () => {
    await town.running.settled();
    expect(await stateOf(town.running.city.owner.db, await recordTables())).toEqual(before);
  });
});

/** All tables but those that requests which change nothing add to: the audit of logins and of contacts that were read, and wrong logins. */
async function recordTables(): Promise<string[]> {
  const tables = await tablesOf(town.running.city.owner.db);
  return tables.map(({ name }) => name).filter((name) => !name.startsWith('audit_') && name !== 'unknown_login');
}

describe('an id that another case has', () => {
  test('cannot be reported under by somebody who does not see that case, and the refusal says no more', async () => {
    const body = { kind: 'grid-event', category: 'fire-safety', unit: idOf('v35'), summary: '试一试', place: '' };
    const answer = await send(
      town.running.url,
      { method: 'POST', path: '/api/cases', body: { id: CASES.first37.id, ...body } },
      town.as('v35'),
    );
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, 'platform.forbidden']);
  });
});

describe('what the router does not have', () => {
  test('other methods are refused on every path, for whoever may read there too', async () => {
    const paths = town.running.endpoints.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
    const has = new Set(paths.map(({ method, path }) => `${method} ${path}`));
    const found: string[] = [];
    for (const path of new Set(paths.map((endpoint) => endpoint.path)))
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (has.has(`${method} ${path}`)) continue;
        const real = path.replace(':id', /cases|accounts/.test(path) ? CASES.first34.id : String(idOf('v34')));
        const answer = await send(town.running.url, { method, path: real }, town.as('city'));
        if (answer.status !== 404 || anyIn(answer.text)) found.push(`${method} ${path}: ${answer.status}`);
      }
    expect(found).toEqual([]);
  });

  test('HEAD tells the status that GET has, and nothing of foreign things', async () => {
    const statuses: Record<string, number[]> = {};
    for (const account of ['city', 'v35', 'nobody'] as const)
      for (const path of [`/api/cases/${CASES.first34.id}`, `/api/org/units/${idOf('v34')}`]) {
        const answer = await send(town.running.url, { method: 'HEAD', path }, town.as(account));
        expect(answer.text).toBe('');
        expect(anyIn(answer.headers)).toBe(false);
        statuses[account] = [...(statuses[account] ?? []), answer.status];
      }
    expect(statuses).toEqual({ city: [200, 200], v35: [404, 404], nobody: [401, 401] });
  });

  test('paths that lead nowhere answer everybody alike', async () => {
    const id = CASES.first34.id;
    const paths = [`/api/cases/${id}/none`, `/api/cases/${id}/`, '/api/org', '/api/v2/cases'];
    for (const path of paths) {
      const [city, nobody] = await Promise.all(
        (['city', 'nobody'] as const).map((account) =>
          send(town.running.url, { method: 'GET', path }, town.as(account)),
        ),
      );
      expect([path, city?.status, withoutNumber(city?.text ?? '')]).toEqual([
        path,
        404,
        withoutNumber(nobody?.text ?? ''),
      ]);
    }
  });
});

describe('in plain SQL, as the role of the app', () => {
  /** What everybody may read: editions of methods and of the catalogue, and what the installation remembers of itself. */
  const COMMON = new Set(['catalogue_edition', 'method_edition', 'setting']);

  const viewerAt = (...all: string[]): Viewer => ({ ...NOBODY, scope: { all, lines: [] } });

  test('row security is forced on every table', async () => {
    const tables = await tablesOf(town.running.city.owner.db);
    expect(tables.length).toBeGreaterThan(25);
    // The ledger of migrations is the owner's alone: the app has no right on it.
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(['migration']);
    expect(await rowsSeen(town.running.city.app.db, NOBODY, 'migration')).toBeUndefined();
  });

  test('without a scope no table shows a row', async () => {
    const { app, owner } = town.running.city;
    const shown: string[] = [];
    for (const { name } of await tablesOf(owner.db))
      if (!COMMON.has(name) && ((await rowsSeen(app.db, NOBODY, name))?.length ?? 0) > 0) shown.push(name);
    expect(shown).toEqual([]);
  });

  test.each([
    ['v34', '1/3/31/34/'],
    ['c3', '1/3/'],
    ['c30', '1/30/'],
  ] as const)(
    'with the scope of %s every table shows what that account may meet, and nothing else',
    async (account, path) => {
      const { app, owner } = town.running.city;
      const foreign: string[] = [];
      let seen = 0;
      for (const { name, hasPath } of await tablesOf(owner.db)) {
        if (COMMON.has(name)) continue;
        for (const row of (await rowsSeen(app.db, viewerAt(path), name)) ?? []) {
          seen += 1;
          const met = foreignIn(row, account);
          if (met.length > 0) foreign.push(`${name}: ${met.join(', ')}`);
          const { path: at = path } = JSON.parse(row) as { path?: string };
          // Of what lies above, the names: units, also as an evaluation copied them, the evaluation that covers this place, its notice, names and review, and what was
          // decided above about a unit of it, and what was asked above of all below.
          const upward = [
            'unit',
            'unit_place',
            'evaluation',
            'evaluation_unit',
            'notice',
            'naming',
            'review',
            'review_meeting',
            'unit_change',
            'fact_request',
          ];
          const above = upward.includes(name) && path.startsWith(at);
          if (hasPath && !at.startsWith(path) && !above) foreign.push(`${name}: a row of ${at}`);
        }
      }
      expect(foreign).toEqual([]);
      expect(seen).toBeGreaterThan(20);
    },
  );
});
