// SPDX-License-Identifier: Apache-2.0
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type CivilDate, daysBetween } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { sql } from 'kysely';
import { type Connection, connect } from '../db/connect.ts';
import { type MigrationFolder, pendingMigrations } from '../db/migrate.ts';
import { packHash } from '../packs/pack-hash.ts';
import { readPack } from '../packs/read-pack.ts';
import { refusePrivilege, TooMuchPrivilege } from '../run/refuse-privilege.ts';
import { readCalendar } from '../time/read-calendar.ts';

/** One thing that was looked at: fine, worth attention, or broken, and how to mend it. */
export type Finding = {
  readonly name: Words;
  readonly state: 'fine' | 'attention' | 'broken';
  readonly what: Words;
  /** `undefined` where nothing needs mending. */
  readonly mend?: Words;
};

/** The installation as its settings describe it. */
export type Installation = {
  readonly pack: string;
  readonly data: string;
  readonly vaultKeys: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** All that this program would apply. */
  readonly migrations: readonly MigrationFolder[];
  readonly today: CivilDate;
};

type Check = { readonly name: Words; look(of: Installation): Promise<Omit<Finding, 'name'>> };

const fine = (zh: string, en: string): Omit<Finding, 'name'> => ({ state: 'fine', what: { zh, en } });

async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = connect(url, 1, () => undefined);
  return await work(connection).finally(() => connection.close());
}

const SPACE = 2 ** 30;

const node: Check = {
  name: { zh: 'Node版本', en: 'Node' },
  async look() {
    const major = Number(process.versions.node.split('.')[0]);
    if (major >= 24) return fine(`Node ${process.versions.node}`, `Node ${process.versions.node}`);
    return {
      state: 'broken',
      what: {
        zh: `Node ${process.versions.node}，须为24以上`,
        en: `Node ${process.versions.node}, 24 or later is needed`,
      },
      mend: {
        zh: '用npm脚本或npx运行，Node 24随npm ci安装',
        en: 'run it by npm scripts or npx; npm ci brings Node 24',
      },
    };
  },
};

const space: Check = {
  name: { zh: '磁盘空间', en: 'Disk space' },
  async look({ data }) {
    const { bavail, bsize } = await statfs(data);
    const free = Math.floor((bavail * bsize) / SPACE);
    if (free >= 5) return fine(`剩余${free} GiB`, `${free} GiB free`);
    return {
      state: free >= 1 ? 'attention' : 'broken',
      what: { zh: `只剩${free} GiB`, en: `only ${free} GiB free` },
      mend: { zh: '清理磁盘，或把数据文件夹移到更大的盘', en: 'make room, or move the data folder to a larger disk' },
    };
  },
};

const keys: Check = {
  name: { zh: '保密库主密钥', en: "Vault's master keys" },
  async look({ vaultKeys }) {
    const { mode } = await stat(vaultKeys);
    if ((mode & 0o077) === 0) return fine('只有属主可读', 'readable by the owner alone');
    return {
      state: 'broken',
      what: { zh: '其他用户也能读主密钥', en: 'others can read the master keys' },
      mend: { zh: `chmod 600 ${vaultKeys}，并轮换主密钥`, en: `chmod 600 ${vaultKeys}, then rotate the master key` },
    };
  },
};

const pack: Check = {
  name: { zh: '城市包', en: 'City pack' },
  async look({ pack: folder, workerUrl }) {
    const { title } = await readPack(folder);
    const hash = await packHash(folder);
    const loaded = await withConnection(workerUrl, ({ db }) =>
      db.selectFrom('setting').select('value').where('name', '=', 'pack').executeTakeFirst(),
    );
    const known = (loaded?.value as { hash?: string } | undefined)?.hash ?? '';
    if (known.startsWith(hash)) return fine(`${title.zh}，与已载入的一致`, `${title.en}, as loaded`);
    return {
      state: 'attention',
      what: { zh: '文件与已载入的不同', en: 'the files differ from what is loaded' },
      mend: {
        zh: '重新启动即载入；若不是有意改动，请恢复文件',
        en: 'restart to load it; if the change was not meant, restore the files',
      },
    };
  },
};

const calendar: Check = {
  name: { zh: '工作日历', en: 'Working calendar' },
  async look({ pack: folder, today }) {
    const { calendar: file } = await readPack(folder);
    const { coveredUntil } = await readCalendar(join(folder, file));
    const left = daysBetween(today, coveredUntil);
    if (left > 45) return fine(`已知至${coveredUntil}`, `known until ${coveredUntil}`);
    return {
      state: 'attention',
      what: {
        zh: `只到${coveredUntil}，之后的期限只能估算`,
        en: `ends at ${coveredUntil}: due times beyond are estimates`,
      },
      mend: {
        zh: '国务院办公厅放假通知公布后补入日历表',
        en: "add the rows of the State Council's notice once it is out",
      },
    };
  },
};

const privilege: Check = {
  name: { zh: '数据库角色', en: 'Database role' },
  async look({ appUrl }) {
    try {
      await withConnection(appUrl, ({ db }) => refusePrivilege(db));
      return fine('应用角色受行级安全约束', 'row security holds the app role');
    } catch (error) {
      if (!(error instanceof TooMuchPrivilege)) throw error;
      const [zh = '', en = ''] = error.message.split(' · ');
      return { state: 'broken', what: { zh, en }, mend: { zh: '改用应用角色连接', en: 'connect as the app role' } };
    }
  },
};

const schema: Check = {
  name: { zh: '表结构', en: 'Tables' },
  async look({ workerUrl, migrations }) {
    const pending = await pendingMigrations(workerUrl, migrations);
    if (pending?.length === 0) return fine('与程序一致', 'as the program needs them');
    const names = pending?.join(', ');
    return {
      state: 'broken',
      what:
        pending === undefined
          ? { zh: '还没有建表', en: 'there are none yet' }
          : {
              zh: `有${pending.length}个迁移未执行：${names}`,
              en: `${pending.length === 1 ? '1 migration is' : `${pending.length} migrations are`} pending: ${names}`,
            },
      mend: { zh: '以DATABASE_OWNER_URL启动一次', en: 'start once with DATABASE_OWNER_URL' },
    };
  },
};

const river: Check = {
  name: { zh: '后台处理', en: 'Worker' },
  async look({ workerUrl }) {
    const { rows } = await withConnection(workerUrl, ({ db }) =>
      sql<{
        waiting: number;
        unsealed: number;
      }>`SELECT (SELECT count(*)::integer FROM outbox) + (SELECT count(*)::integer FROM stale_mark) AS waiting,
        (SELECT count(*)::integer FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id)) AS unsealed`.execute(
        db,
      ),
    );
    const { waiting = 0, unsealed = 0 } = rows[0] ?? {};
    if (waiting < 10_000 && unsealed < 10_000)
      return fine(`待处理${waiting}，待入链${unsealed}`, `${waiting} waiting, ${unsealed} unsealed`);
    return {
      state: 'broken',
      what: {
        zh: `积压：待处理${waiting}，待入链${unsealed}`,
        en: `behind: ${waiting} waiting, ${unsealed} unsealed`,
      },
      mend: {
        zh: '确认有进程承担worker职责（BEICHEN_DUTIES），再看日志里的错误',
        en: 'see that a process has the duty worker (BEICHEN_DUTIES), then look for errors in the log',
      },
    };
  },
};

const checks: readonly Check[] = [node, space, keys, privilege, schema, pack, calendar, river];

/** Looks at everything, whatever fails on the way; what cannot be looked at is broken and says why. */
export async function examine(of: Installation): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, look } of checks) {
    const found = await look(of).catch((error: unknown): Omit<Finding, 'name'> => {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      return {
        state: 'broken',
        what: { zh: `查不了：${why}`, en: `cannot be looked at: ${why}` },
        mend: { zh: '先解决这个原因', en: 'mend this cause first' },
      };
    });
    findings.push({ name, ...found });
  }
  return findings;
}
