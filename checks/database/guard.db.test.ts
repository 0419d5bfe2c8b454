// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { afterAll, expect, test } from 'vitest';
import { Tree } from '../tree.ts';
import { guardBreaches } from './guard-breaches.ts';
import { migrationFolders } from './migration-folders.ts';

const APP = 'testcity_app';

/** Tables whose rows the app may change, by name. To all others it only adds; and it removes none. */
// `cases` is the projection of case_action, written in the statement that adds the action. Of a handover only that it was confirmed can be
// added, of a planned change that it was withdrawn. Of an objection its answer, once (a trigger keeps the rest); drafts of methods and of forms
// are saved over until they are published or handed in; a request for facts is opened once it is approved. All by column.
const CHANGED_BY_APP: readonly string[] = [
  'cases',
  'fact_form',
  'fact_request',
  'handover',
  'method_draft',
  'objection',
  'unit_change',
];

const cities: TestCity[] = [];
afterAll(() => Promise.all(cities.map((city) => city.drop())));

async function city(domains: Parameters<typeof testCity>[0]): Promise<TestCity> {
  const made = await testCity(domains);
  cities.push(made);
  return made;
}

test('every table and function of the house is guarded', async () => {
  const [, ...domains] = migrationFolders(new Tree(join(import.meta.dirname, '../..')));
  const { 'app changes': changed = [], ...breaches } = await guardBreaches((await city(domains)).owner, APP);
  expect(breaches).toEqual({});
  expect(changed).toEqual(CHANGED_BY_APP);
});

const BREACHES = `
CREATE TABLE bare (id integer PRIMARY KEY);
GRANT SELECT ON bare TO PUBLIC;
CREATE TABLE loose (id integer PRIMARY KEY, word text);
COMMENT ON TABLE loose IS 'Guarded, and given away.';
CALL guard('loose', 'true', 'true');
GRANT DELETE, TRUNCATE ON loose TO {{app}};
GRANT UPDATE (word) ON loose TO {{app}};
CREATE FUNCTION open_door() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION closed_door() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS 'SELECT 1';
REVOKE ALL ON FUNCTION closed_door() FROM PUBLIC;
GRANT SELECT ON migration TO {{app}};
GRANT CREATE ON SCHEMA {{schema}} TO {{app}};
`;

test('what is not guarded is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-breach-'));
  await writeFile(join(folder, '001-breaches.sql'), BREACHES);
  const { owner } = await city([{ domain: 'breach', folder }]).finally(() => rm(folder, { recursive: true }));
  expect(await guardBreaches(owner, APP)).toEqual({
    'row security not forced': ['bare'],
    'no policy': ['bare'],
    'no comment': ['bare'],
    'PUBLIC may': ['bare'],
    'PUBLIC may call as the owner': ['open_door'],
    'no fixed search path': ['open_door'],
    'others may touch the account of migrations': ['SELECT'],
    'app removes': ['loose'],
    'app changes': ['loose'],
    'app owns or makes': ['testcity'],
  });
});
