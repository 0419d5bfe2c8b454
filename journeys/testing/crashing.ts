// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { verifyAudit } from '@beichen/platform-server/audit/verify-audit.ts';
import { connect } from '@beichen/platform-server/db/connect.ts';
import { findPort } from '@beichen/platform-server/postgres/free-port.ts';
import { sql } from 'kysely';
import { type AskedCity, allCases, figuresAstray, isReady, isSettled, signIn } from './asked-city.ts';
import { ReportingClient } from './reporting-client.ts';
import { embeddedDatabase, type Home, type ServerProcess, startServer } from './server-process.ts';
import { COMMUNITIES, STREET, writeStreetPack } from './street-pack.ts';

/** What is killed: the server, which leaves its database an orphan, the database alone, or both at once, as a power cut does. */
export type Killed = 'server' | 'database' | 'both';

/** What was found after a kill; everything but the first two must be as a test expects it whatever was killed. */
export type AfterKill = {
  readonly killed: Killed;
  readonly takenOver: boolean;
  /** Acknowledged, and not there afterwards; there more than once; there, and never acknowledged; numbers given twice. */
  readonly lost: number;
  readonly doubled: number;
  readonly unknown: number;
  readonly sameNumber: number;
  /** Statuses of the last commands sent again, each once, and of one with other content. */
  readonly again: number[];
  readonly other: number;
  readonly astray: string[];
  readonly chain: string;
  /** Requests that failed as nobody had foreseen, by the server's own words. */
  readonly unforeseen: string[];
};

const AT_ONCE = 6;
const PERIOD = '2026-q3';

async function chainOf(home: Home): Promise<string> {
  const { url } = await embeddedDatabase(home);
  const { db, close } = connect(url, 1, () => undefined);
  try {
    await sql`SET search_path TO beichen_demo`.execute(db);
    const { broken, unsealed } = await verifyAudit(db, []);
    return broken === undefined && unsealed === 0 ? 'whole' : JSON.stringify({ broken, unsealed });
  } finally {
    await close();
  }
}

/** A server of its own in a folder of its own, and people who report to it. */
export class CrashingCity {
  private readonly home: Home;
  private readonly folder: string;
  private server: ServerProcess;
  private readonly people: AskedCity;
  private readonly auditor: AskedCity;
  private readonly units: { readonly street: number; readonly communities: readonly number[] };
  private readonly invented: ReadonlySet<string>;
  readonly client: ReportingClient;

  private constructor(of: {
    home: Home;
    folder: string;
    server: ServerProcess;
    people: AskedCity;
    auditor: AskedCity;
    units: { street: number; communities: number[] };
    invented: ReadonlySet<string>;
  }) {
    this.home = of.home;
    this.folder = of.folder;
    this.server = of.server;
    this.people = of.people;
    this.auditor = of.auditor;
    this.units = of.units;
    this.invented = of.invented;
    const { url, cookie } = of.people;
    this.client = new ReportingClient({ url, cookie, file: join(of.folder, 'acknowledged.txt') });
  }

  /** Starts the first server in an empty folder; the home that it lies in is closed to everybody else. */
  static async start(): Promise<CrashingCity> {
    const folder = await mkdtemp(join(tmpdir(), 'beichen-crash-'));
    const pack = join(folder, 'pack');
    await writeStreetPack(pack);
    const data = join(folder, 'data');
    await mkdir(data);
    const home = { data, pack, port: (await findPort(0)) ?? 0 };
    const server = await startServer(home);
    const people = await signIn(server.url, 'street-organiser');
    const auditor = await signIn(server.url, 'auditor');
    const find = async (code: string): Promise<number> => {
      const { units } = await people.get<{ units: { id: number; code: string }[] }>(`/api/org/search?q=${code}`);
      return units.find((unit) => unit.code === code)?.id ?? 0;
    };
    const street = await find(STREET);
    const communities = await Promise.all(COMMUNITIES.map(find));
    const invented = new Set((await allCases(people, street)).map(({ id }) => id));
    return new CrashingCity({ home, folder, server, people, auditor, units: { street, communities }, invented });
  }

  /** Under load, kills, and starts again what does not come back by itself. */
  async kill(killed: Killed, load: number): Promise<AfterKill> {
    this.client.work(this.units.communities, AT_ONCE);
    await this.client.until(load);
    const { postmaster } = await embeddedDatabase(this.home);
    if (killed !== 'server') process.kill(postmaster, 'SIGKILL');
    if (killed !== 'database') {
      await this.server.kill();
      this.server = await startServer(this.home);
    }
    // Whoever was not answered asks again, with the same key, until all is acknowledged; and the load goes on.
    await Promise.race([this.client.until(AT_ONCE * 2), this.server.died]).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.server.wrote('request failed').join('\n')}`);
    });
    await this.client.rest();
    const takenOver = killed !== 'database' && this.server.wrote('was taken over').length > 0;
    return { killed, takenOver, ...(await this.found()) };
  }

  /** Asks to stop under load. Gives the exit code and how many requests the server failed to finish, by its own words. */
  async stopAndStart(load: number): Promise<{ code: number | null; errors: string[]; after: AfterKill }> {
    this.client.work(this.units.communities, AT_ONCE);
    await this.client.until(load);
    const code = await this.server.stop();
    const errors = this.server.wrote('"level":50');
    this.server = await startServer(this.home);
    await this.client.rest();
    const takenOver = this.server.wrote('was taken over').length > 0;
    return { code, errors, after: { killed: 'server', takenOver, ...(await this.found()) } };
  }

  /** Everything that must hold after a restart, asked over HTTP; the chain from the database. */
  private async found(): Promise<Omit<AfterKill, 'killed' | 'takenOver'>> {
    await isReady(this.people.url);
    const { same, other } = await this.client.again(20);
    await isSettled(this.auditor);
    const all = await allCases(this.people, this.units.street);
    const there = new Set(all.map(({ id }) => id));
    const acknowledged = new Set(this.client.written());
    const { street, communities } = this.units;
    return {
      lost: [...acknowledged].filter((id) => !there.has(id)).length,
      doubled: all.length - there.size,
      unknown: [...there].filter((id) => !acknowledged.has(id) && !this.invented.has(id)).length,
      sameNumber: all.length - new Set(all.map(({ number }) => number)).size,
      again: [...new Set(same)],
      other,
      astray: await figuresAstray(this.people, [street, ...communities], PERIOD),
      chain: await chainOf(this.home),
      unforeseen: this.server.wrote('request failed'),
    };
  }

  /** Stops the server, and removes what it kept, also where that lies elsewhere. */
  async end(): Promise<void> {
    this.client.close();
    const { folder } = await embeddedDatabase(this.home);
    await this.server.stop();
    if (!folder.startsWith(this.folder)) await rm(dirname(folder), { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }
}
