// SPDX-License-Identifier: Apache-2.0
import { instantSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { query, type Route } from '../http/route.ts';

const jobShape = z.object({
  id: z.string().describe('编号'),
  name: z.string().describe('任务名'),
  title: z.object({ zh: z.string(), en: z.string() }).describe('做什么'),
  state: z.enum(['waiting', 'running', 'failed']).describe('等待、运行中、已放弃'),
  attempts: z.int().describe('已尝试次数'),
  dueAt: instantSchema.describe('下次运行'),
  /** The message of the last failure, shortened; never the payload. */
  error: z.string().nullable().describe('上次失败的原因'),
});

const answer = z.object({
  asOf: instantSchema.describe('数据截至'),
  jobs: z.array(jobShape).describe('最早到期的 200 个'),
  waitingEvents: z.int().describe('尚未处理的事件'),
  staleReadings: z.int().describe('待重算的读数'),
  unsealed: z.int().describe('尚未入链的审计记录'),
});

type Shown = z.infer<typeof jobShape>;
type Row = Omit<Shown, 'title'>;
type Titles = ReadonlyMap<string, Words>;

async function jobsIn({ worker, schema, titles }: Queue): Promise<Shown[]> {
  const { rows } = await sql<Row>`
    SELECT id::text, task_identifier AS name, attempts::integer, run_at AS "dueAt", left(last_error, 200) AS error,
      CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed' ELSE 'waiting' END AS state
    FROM ${sql.ref(`${schema}.jobs`)} ORDER BY run_at, id LIMIT 200`.execute(worker);
  return rows.map((row) => ({ ...row, title: titles.get(row.name) ?? { zh: row.name, en: row.name } }));
}

type Queue = { readonly worker: Database; readonly schema: string; readonly titles: Titles };

/** The jobs page: what waits, runs or was given up, and how far the river has got. */
export function jobRoutes(queue: Queue): Route[] {
  const { worker } = queue;
  return [
    query({
      path: '/api/jobs',
      summary: { zh: '后台任务', en: 'Background jobs' },
      door: { permission: 'platform.jobs' },
      params: z.object({}),
      query: z.object({}),
      output: answer,
      async run({ now }) {
        const counts = await sql<{ waitingEvents: number; staleReadings: number; unsealed: number }>`
          SELECT (SELECT count(*)::integer FROM outbox) AS "waitingEvents", (SELECT count(*)::integer FROM stale_mark) AS "staleReadings",
            (SELECT count(*)::integer FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id)) AS unsealed`.execute(
          worker,
        );
        const [row = { waitingEvents: 0, staleReadings: 0, unsealed: 0 }] = counts.rows;
        return { asOf: now, jobs: await jobsIn(queue), ...row };
      },
    }),
  ];
}
