// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmbeddedProcess, type Refusal, startProcess, stopAll } from '../testing/embedded-process.ts';
import { copyProduct } from '../testing/product-copy.ts';
import { isRoot, run, serverUser } from './server-user.ts';

// Up to three servers are made in a test: five seconds on an idle machine, half a minute has been seen on a busy one.
vi.setConfig({ testTimeout: 180_000 });

let parent = '';
let folder = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'beichen-embedded-'));
  await chmod(parent, 0o755);
  folder = join(parent, 'data/postgres');
});
afterEach(async () => {
  await stopAll();
  await rm(parent, { recursive: true, force: true });
});

type Options = Partial<Parameters<typeof startProcess>[0]>;

async function up(options: Options = {}): Promise<EmbeddedProcess> {
  const outcome = await startProcess({ folder, ...options });
  if ('zh' in outcome) throw new Error(`${outcome.zh}\n${outcome.en}`);
  return outcome;
}

async function refused(options: Options = {}): Promise<Refusal> {
  const outcome = await startProcess({ folder, ...options });
  if ('url' in outcome) throw new Error('it started');
  return outcome;
}

async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => undefined);
  await session.connect();
  try {
    const rows: unknown[] = [];
    for (const text of statements) rows.push(...(await session.query({ text, rowMode: 'array' })).rows.flat());
    return rows;
  } finally {
    await session.end();
  }
}

const FILL = ['create table kept (n int)', 'insert into kept values (1), (2)'];
const READ = 'select n from kept order by n';

async function postmasterOf({ data }: EmbeddedProcess): Promise<number> {
  return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

test('a first start makes a durable server that listens here only; a restart keeps data, password and port', async () => {
  const first = await up();
  expect(first.takenOver).toBe(false);
  expect(new URL(first.url).hostname).toBe('127.0.0.1');
  const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding'];
  expect(await ask(first.url, ...settings.map((name) => `show ${name}`))).toEqual([
    'on',
    'on',
    'on',
    '127.0.0.1',
    'UTF8',
  ]);
  const methods = 'select distinct auth_method from pg_hba_file_rules';
  expect(await ask(first.url, methods)).toEqual(['scram-sha-256']);
  const wrong = new URL(first.url);
  wrong.password = 'postgres';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(first.data)).mode & 0o777).toBe(0o700);
  await ask(first.url, ...FILL);
  await first.stop();
  expect(first.log()).toContain('database system is shut down');

  const second = await up();
  expect(second.url).toBe(first.url);
  expect(second.takenOver).toBe(false);
  expect(await ask(second.url, READ)).toEqual([1, 2]);
  expect(second.log()).not.toContain('not properly shut down');
});

test('an orphan is taken over, and what it had acknowledged is there', async () => {
  const first = await up();
  const postmaster = await postmasterOf(first);
  await ask(first.url, ...FILL);
  await first.kill();
  // It lives on: somebody else's session still writes.
  await ask(first.url, 'insert into kept values (3)');

  const second = await up();
  expect(second.takenOver).toBe(true);
  expect(await postmasterOf(second)).not.toBe(postmaster);
  expect(await ask(second.url, READ)).toEqual([1, 2, 3]);
  await second.stop();
  expect((await up()).takenOver).toBe(false);
});

test('a second start on a folder in use is refused, and says by whom', async () => {
  const first = await up();
  const { zh, en } = await refused();
  expect(zh).toBe(
    `数据目录 ${folder} 正由另一个北辰进程（process ${first.pid}）使用，不能重复启动。请先停止那个进程，或为本次启动指定另一个数据目录。`,
  );
  expect(en).toContain(`in use by another Beichen process (process ${first.pid})`);
  expect(await ask(first.url, 'select 1')).toEqual([1]);
});

test('of two first starts at once, one runs and the other is refused', async () => {
  const outcomes = await Promise.all([startProcess({ folder }), startProcess({ folder })]);
  const [running] = outcomes.filter((outcome) => 'url' in outcome);
  const refusals = outcomes.filter((outcome) => 'zh' in outcome);
  expect(refusals.map(({ en }) => en)).toEqual([expect.stringContaining(`(process ${running?.pid})`)]);
  expect(await ask(running?.url ?? '', 'select 1')).toEqual([1]);
});

test('after a power cut the data are there, though the number in postmaster.pid is now of another process', async () => {
  const first = await up();
  await ask(first.url, ...FILL);
  const pidFile = join(first.data, 'postmaster.pid');
  const left = await readFile(pidFile, 'utf8');
  process.kill(await postmasterOf(first), 'SIGKILL');
  await first.kill();
  // Of a process that lives and belongs to the server's user: PostgreSQL by itself would take it for a server.
  const other = await postmasterOf(await up({ folder: join(parent, 'other') }));
  await writeFile(pidFile, left.replace(/^\d+/, `${other}`));

  const second = await up();
  expect(second.takenOver).toBe(false);
  expect(second.log()).toContain('not properly shut down; automatic recovery');
  expect(await ask(second.url, READ)).toEqual([1, 2]);
});

test('a taken port is left to whom it belongs', async () => {
  const first = await up();
  const port = Number(new URL(first.url).port);
  await first.stop();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const second = await up();
    expect(new URL(second.url).port).not.toBe(`${port}`);
    await second.stop();
    expect((await refused({ port })).en).toBe(
      `Port ${port} is in use by another program. Stop that program, or name another port.`,
    );
  } finally {
    other.close();
  }
  expect(new URL((await up({ port })).url).port).toBe(`${port}`);
});

test('data that are gone, or of another version, are not replaced by an empty database', async () => {
  const first = await up();
  await first.stop();
  await writeFile(join(first.data, 'PG_VERSION'), '14\n');
  expect((await refused()).en).toContain('was made by PostgreSQL 14; this release brings 18');
  await rm(first.data, { recursive: true });
  expect((await refused()).en).toContain(`The database folder ${first.data} is gone`);
});

if (isRoot()) {
  test('root in a closed home: the data go where the server can reach them, and the folder says where', async () => {
    await chmod(parent, 0o700);
    const first = await up();
    try {
      expect(first.data.startsWith(parent)).toBe(false);
      expect(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).toMatchObject({ data: first.data });
      expect((await stat(first.data)).mode & 0o777).toBe(0o700);
      await ask(first.url, ...FILL);
      await first.stop();
      expect(await ask((await up()).url, READ)).toEqual([1, 2]);
      await stopAll();
    } finally {
      await rm(dirname(first.data), { recursive: true, force: true });
    }
  });

  test("an ordinary user has all in the folder; root runs it as that user, and leaves it that user's", async () => {
    const [uid, gid] = (await Promise.all([run({}, ['id', '-u', 'nobody']), run({}, ['id', '-g', 'nobody'])])).map(
      ({ output }) => Number(output),
    );
    const nobody = { uid: uid ?? 0, gid: gid ?? 0 };
    await run({}, ['chown', `${uid}:${gid}`, parent]);
    const through = ['setpriv', '--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups'];
    const product = copyProduct(join(parent, 'product'));
    const first = await up({ through, product });
    expect(first.data).toBe(join(folder, 'data'));
    expect((await stat(first.data)).uid).toBe(uid);
    await ask(first.url, ...FILL);
    await first.kill();

    const byRoot = await up();
    expect(byRoot.takenOver).toBe(true);
    expect(await ask(byRoot.url, READ)).toEqual([1, 2]);
    expect(await serverUser(byRoot.data)).toEqual(nobody);
    await byRoot.stop();
    const again = await up({ through, product, port: Number(new URL(first.url).port) });
    expect(await ask(again.url, READ)).toEqual([1, 2]);
  });
}
