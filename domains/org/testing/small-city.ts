// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor, Grant } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, type Instant, millisOf } from '@beichen/kernel/time.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { heldPosts } from '@beichen/platform-server/login/held-posts.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { openVault } from '@beichen/platform-server/vault/open-vault.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import { sql } from 'kysely';
import type { Change } from '../model/changes.ts';
import type { OrgPack, PlannedUnit } from '../model/pack.ts';
import { changeTreeAction } from '../server/actions/change-tree.ts';
import { relationsHeld } from '../server/holdings.ts';
import { carryOut } from '../server/jobs/carry-out.ts';
import type { PostDeps } from '../server/queries/posts.ts';
import type { ChangeDeps } from '../server/queries/world.ts';
import { loadTree } from '../server/store/load-tree.ts';
import { orgMigrations } from './migrations.ts';

const BEGAN = civilDate('2023-06-30');
export const ZONE = 'Asia/Shanghai';

const KINDS: OrgPack['kinds'] = {
  county: { zh: '区', en: 'District' },
  street: {
    zh: '街道',
    en: 'Street',
    under: ['county'],
    sponsors: ['estate'],
    guides: ['street', 'community'],
    implements: ['street', 'community'],
  },
  community: {
    zh: '社区',
    en: 'Community',
    under: ['street'],
    covered_by: 'committee',
    sponsors: ['estate'],
    implements: ['community', 'estate'],
  },
  estate: {
    zh: '小区',
    en: 'Estate',
    under: ['community'],
    covered_by: 'branch',
    due: ['sponsors'],
    households: { least: 100, most: 300 },
  },
  committee: { zh: '联合党委', en: 'Committee', tree: 'party', under: ['community'], covers: ['community'] },
  branch: { zh: '党支部', en: 'Branch', tree: 'party', under: ['committee'], covers: ['estate'] },
  agency: {
    zh: '机关',
    en: 'Agency',
    tree: 'institution',
    under: ['street'],
    serves: ['community'],
    sponsors: ['estate'],
  },
};

const post = (id: string, at: string, own: Partial<Role>): Role => ({
  id,
  title: { zh: id, en: id },
  at: [at],
  sensitivity: 'internal',
  permissions: ['org.read'],
  appointedBy: [],
  sources: {},
  ...own,
});

const SOURCES = { veteran: { zh: '退伍军人', en: 'Veteran' }, elders: { zh: '“五老”', en: 'Elders' } };

/** An organiser of a street gives the secretaries of its communities their posts, and those the grid workers. */
export const ROLES: readonly Role[] = [
  post('organiser', 'street', { single: true, permissions: ['org.read', 'org.appoint'] }),
  post('secretary', 'community', {
    single: true,
    permissions: ['org.read', 'org.appoint'],
    appointedBy: ['organiser'],
  }),
  post('worker', 'community', { sensitivity: 'open', appointedBy: ['secretary'], sources: SOURCES }),
];

function unit(code: string, kind: string, parent: string | null): PlannedUnit {
  return { code, kind, nameEntered: code, name: code, class: kind === 'community' ? 'old' : null, zone: null, parent };
}

/** Of each community a committee with a branch: P of A and Q of B with the branches V and W, R of C; and an agency O at the street S. */
export const PARTY: readonly PlannedUnit[] = [
  unit('P', 'committee', 'A'),
  unit('Q', 'committee', 'B'),
  unit('R', 'committee', 'C'),
  unit('V', 'branch', 'P'),
  unit('W', 'branch', 'Q'),
  unit('O', 'agency', 'S'),
];

/** A district D of the streets S and T; S has the communities A with the estates E and F, and B; T has C. */
const PLANNED = {
  asOf: BEGAN,
  kinds: KINDS,
  units: [
    unit('D', 'county', null),
    unit('S', 'street', 'D'),
    unit('T', 'street', 'D'),
    unit('A', 'community', 'S'),
    unit('B', 'community', 'S'),
    unit('C', 'community', 'T'),
    unit('E', 'estate', 'A'),
    unit('F', 'estate', 'A'),
  ],
  relations: [],
  households: [],
  cells: [],
};

export const DEPS: ChangeDeps & Pick<PostDeps, 'lines'> = {
  lines: { works: { zh: '工程', en: 'Works' } },
  kinds: KINDS,
  holdings: new Map([['platform.posts', heldPosts(ROLES)]]),
  zone: ZONE,
  roles: ROLES,
};

/** As DEPS, where units are also tied to each other. */
export const TIED: ChangeDeps = {
  ...DEPS,
  holdings: new Map([...DEPS.holdings, ['org.relations', relationsHeld(DEPS)]]),
};

export type SmallCity = {
  readonly city: TestCity;
  readonly vault: Vault;
  id(code: string): Promise<number>;
  /** Somebody who may change the tree within these units. */
  over(...codes: string[]): Promise<Actor>;
  /** Decides a change as that actor; gives its id. */
  decide(actor: Actor, change: Change, about: { from: CivilDate; now: Instant }): Promise<string>;
  carryOut(change: string, now: Instant): Promise<void>;
};

export async function smallCity(own: { more?: readonly PlannedUnit[]; deps?: ChangeDeps } = {}): Promise<SmallCity> {
  const { more = [], deps = DEPS } = own;
  const planned = { ...PLANNED, units: [...PLANNED.units, ...more] };
  const city = await testCity([orgMigrations]);
  await inTransaction(city.worker.db, 'ordinary', (tx) =>
    loadTree(tx, planned, { now: '2023-06-30T00:00:00.000Z' as Instant, zone: ZONE }),
  );
  const folder = await mkdtemp(join(tmpdir(), 'beichen-small-city-'));
  const vault = await openVault({ keyFile: join(folder, 'keys'), create: true });
  const person = randomUUID();
  await city.worker.db
    .insertInto('person')
    .values({ id: person, made_at: '2023-06-30T00:00:00.000Z' as Instant })
    .execute();
  const placeOf = async (code: string) => {
    const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = ${code}`.execute(
      city.worker.db,
    );
    return rows[0] as { id: number; path: string };
  };
  return {
    city: {
      ...city,
      async drop() {
        await city.drop();
        await rm(folder, { recursive: true });
      },
    },
    vault,
    id: async (code) => (await placeOf(code)).id,
    async over(...codes) {
      const grants: Grant[] = [];
      for (const code of codes) {
        const { id, path } = await placeOf(code);
        grants.push({
          role: 'r',
          permissions: ['org.read', 'org.change', 'org.relate', 'org.count', 'org.bound'],
          line: null,
          sensitivity: 'internal',
          unit: id,
          path,
        });
      }
      return { kind: 'person', person, grants };
    },
    async decide(actor, change, { from, now }) {
      const id = uuidv7From(millisOf(now), randomBytes(16));
      const intention = { id: uuidv7From(millisOf(now), randomBytes(16)), hash: randomBytes(32) };
      await perform({ db: city.app.db, now, intention }, actor, {
        action: changeTreeAction(deps),
        input: { id, from, basis: '宛政文〔2026〕1号', change },
      });
      return id;
    },
    carryOut: (change, now) => carryOut(city.worker.db, { ...deps, lines: DEPS.lines, vault }, { change, now }),
  };
}
