// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instant } from '@beichen/kernel/time.ts';
import { readHeads } from '@beichen/platform-server/audit/heads.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../apps/cli/run.ts';
import type { RunningCity } from './testing/running-city.ts';
import { report, startSmallTown } from './testing/small-town.ts';

let town: RunningCity;
let heads: string;
const log: string[] = [];

beforeAll(async () => {
  town = await startSmallTown({ log: (line) => void log.push(line) });
  heads = join(town.data, 'audit-heads.jsonl');
});
afterAll(() => town.stop());

async function verify(...more: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const code = await run(['audit', 'verify', '--database-url', town.city.urls.worker, ...more], {
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    watched: false,
    language: 'zh',
  });
  return { code, out };
}

async function headsWritten(many: number): Promise<readonly { readonly position: number; readonly hash: string }[]> {
  return await vi.waitFor(
    async () => {
      expect(existsSync(heads)).toBe(true);
      const read = readHeads(await readFile(heads, 'utf8'));
      if (!('heads' in read)) throw new Error(`line ${read.badLine} is no head`);
      expect(read.heads).toHaveLength(many);
      return read.heads;
    },
    { timeout: 30_000 },
  );
}

/** Signs in and reports; both stand in the audit. */
async function work(): Promise<void> {
  await report(town.url, { cookie: await town.signIn('clerk') });
  await town.settled();
}

test('the running server puts the head outside the database once a day: into a file and into the log', async () => {
  await work();
  const [first] = await headsWritten(1);
  await work();
  await headsWritten(1);
  await town.moveTo(instant('2026-09-29T02:00:00.000Z'));
  const [, second] = await headsWritten(2);
  expect(second?.position).toBeGreaterThan(first?.position ?? 0);
  const told = log.flatMap((line) => {
    const { audit } = JSON.parse(line) as { audit?: unknown };
    return audit === undefined ? [] : [audit];
  });
  expect(told).toMatchObject([first, second]);
});

test("what the database's owner did to yesterday is found against it", async () => {
  await work();
  const whole = await verify('--heads', heads);
  expect(whole.code).toBe(0);
  expect(whole.out).toMatch(/^审计链完好，共\d+环\n库外链头2个，相符2个，可证到第\d+环\n没有待封存的记录\n$/);
  const report_ = await sql<{
    position: number;
  }>`SELECT l.position FROM audit_entry e JOIN audit_link l ON l.entry = e.id
    WHERE e.action = 'cases.report' ORDER BY l.position LIMIT 1`.execute(town.city.owner.db);
  const position = report_.rows[0]?.position ?? 0;
  await sql`UPDATE audit_entry SET actor = 'person:somebody-else' FROM audit_link l WHERE l.entry = id AND l.position = ${position}`.execute(
    town.city.owner.db,
  );
  const broken = await verify('--heads', heads);
  expect(broken.code).toBe(1);
  expect(broken.out).toContain(`审计链已断：第${position}环，记录的内容在封存后被改动`);
});

test('the tail that nobody has sealed is told', async () => {
  // A moment in which the sealer is held: what is written meanwhile waits.
  await town.city.worker.db.connection().execute(async (session) => {
    await sql`SELECT pg_advisory_lock(hashtext('beichen.seal.' || current_schema()))`.execute(session);
    await town.signIn('handler');
    const { out } = await verify('--json');
    expect(JSON.parse(out)).toMatchObject({ unsealed: 1 });
    await sql`SELECT pg_advisory_unlock(hashtext('beichen.seal.' || current_schema()))`.execute(session);
  });
});
