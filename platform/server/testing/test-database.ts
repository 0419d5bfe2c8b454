// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestServer } from './test-server.ts';

export type TestDatabase = {
  readonly name: string;
  /** Of the superuser. */
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

let asked: Promise<TestServer> | undefined;

async function ask(): Promise<TestServer> {
  const answer = JSON.parse(await text(connect(inject('postgresDoor')))) as TestServer | { readonly failed: string };
  if ('failed' in answer) throw new Error(answer.failed);
  return answer;
}

/** The server of this run; for use in tests. It is PostgreSQL 18, or what BEICHEN_TEST_POSTGRES says. */
export function testServer(): Promise<TestServer> {
  asked ??= ask();
  return asked;
}

async function withSuperuser<T>(work: (session: pg.Client) => Promise<T>): Promise<T> {
  const { superuserUrl } = await testServer();
  const session = new pg.Client({ connectionString: superuserUrl });
  await session.connect();
  return await work(session).finally(() => session.end());
}

async function urlOf(name: string): Promise<string> {
  const url = new URL((await testServer()).superuserUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A database for one test or one file; a copy of the template where one is named (see `templateDatabase`). */
export async function createDatabase(options: { readonly template?: string } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = options.template ?? 'template1';
  // Copying files is quicker than writing each page to the log, which is the default.
  await withSuperuser((session) => session.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    name,
    url: await urlOf(name),
    drop: () => withSuperuser(async (session) => void (await session.query(`drop database ${name} with (force)`))),
  };
}

/** Does what one worker alone may do at a time; the lock goes with the session, should the worker die. */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  await withSuperuser(async (session) => {
    await session.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    await work();
  });
}

/** A folder that this run's workers share; it goes with the run. */
export const folderOfRun = (): string => dirname(inject('postgresDoor'));

/**
 * A database that `build` filled, made once in a run, whichever worker asks first; returns its name, for
 * `createDatabase`. The key must change whenever what `build` makes does: hash the migrations into it.
 */
export async function templateDatabase(key: string, build: (url: string) => Promise<void>): Promise<string> {
  const name = `template_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  return await withSuperuser(async (session) => {
    // The lock goes with the session, should the worker die.
    await session.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const { rowCount } = await session.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount === 1) return name;
    await session.query(`drop database if exists ${name} with (force)`);
    await session.query(`create database ${name}`);
    await build(await urlOf(name));
    // A template that somebody is connected to cannot be copied.
    await session.query(`alter database ${name} with is_template true allow_connections false`);
    await session.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    return name;
  });
}
