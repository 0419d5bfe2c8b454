// SPDX-License-Identifier: Apache-2.0
import { bodyOf, type Credentials, freshId, send } from './client.ts';
import { type RunningCity, startCity } from './running-city.ts';
import { writeSmallPack } from './small-pack.ts';

const EVERYTHING = [
  'org.read',
  'cases.read',
  'cases.report',
  'cases.dispatch',
  'cases.close',
  'cases.defer',
  'cases.answer',
  'cases.contact',
  'assessment.read',
  'platform.read',
  'platform.accounts',
] as const;

/** Internal ids of its units. */
export const SMALL = { city: 1, county: 2, street: 3, office: 4, village: 5 } as const;

/**
 * A town of a county, two streets and a community: `clerk` holds every permission at the street, `neighbour` at the county, `handler` at
 * the other street.
 */
export async function startSmallTown(options: { readonly log?: (line: string) => void } = {}): Promise<RunningCity> {
  return await startCity({
    ...options,
    pack: (folder) =>
      writeSmallPack(folder, {
        units: [
          { code: 'T1', name: '小城市', kind: 'city', parent: '' },
          { code: 'T2', name: '东县', kind: 'county', parent: 'T1' },
          { code: 'T3', name: '东街道', kind: 'street', parent: 'T2' },
          { code: 'T4', name: '西街道', kind: 'street', parent: 'T2' },
          { code: 'T5', name: '河社区', kind: 'community', parent: 'T3' },
        ],
        roles: { everything: EVERYTHING },
        people: [
          { id: 'clerk', name: '东办事', role: 'everything', unit: 'T3' },
          { id: 'neighbour', name: '县办事', role: 'everything', unit: 'T2' },
          { id: 'handler', name: '西办事', role: 'everything', unit: 'T4' },
        ],
        facts: [],
      }),
  });
}

/** The body of a report in the community. */
export function aReport(
  own: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> & { readonly id: string } {
  const id = freshId();
  return {
    id,
    kind: 'grid-event',
    category: 'street-tidiness',
    unit: SMALL.village,
    summary: '路灯不亮',
    place: '东门',
    ...own,
  };
}

/** Reports a case and gives its id. */
export async function report(
  url: string,
  as: Credentials,
  own: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const body = aReport(own);
  bodyOf(await send(url, { method: 'POST', path: '/api/cases', body }, as));
  return body.id;
}

/** Makes a move of a case. */
export async function move(
  url: string,
  as: Credentials,
  about: { readonly id: string; readonly verb: string; readonly body: unknown },
): Promise<void> {
  bodyOf(await send(url, { method: 'POST', path: `/api/cases/${about.id}/${about.verb}`, body: about.body }, as));
}
