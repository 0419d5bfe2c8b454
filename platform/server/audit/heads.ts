// SPDX-License-Identifier: Apache-2.0
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { sealedAt } from './chain.ts';

const headShape = z.strictObject({
  position: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** When the link was sealed, to the microsecond. */
  at: z.iso.datetime({ precision: 6 }),
});

/** The end of the audit chain at some time: whoever keeps one can prove that nothing before it was changed since. */
export type Head = z.infer<typeof headShape>;

/** A place for heads where the owner of the database cannot rewrite them. */
export type HeadSink = { publish(head: Head): Promise<void> };

export async function findHead(db: Database): Promise<Head | undefined> {
  const { rows } = await sql<Head>`SELECT position, encode(hash, 'hex') AS hash, ${sealedAt} AS at
    FROM audit_link l ORDER BY position DESC LIMIT 1`.execute(db);
  return rows[0];
}

/** Hands the present head to every sink; `undefined` where nothing was sealed yet. */
export async function publishHead(db: Database, sinks: readonly HeadSink[]): Promise<Head | undefined> {
  const head = await findHead(db);
  if (head !== undefined) for (const sink of sinks) await sink.publish(head);
  return head;
}

/** Appends heads to a file, one JSON line each. Let it lie where the database's owner has no right, append-only if the system can. */
export function headFile(file: string): HeadSink {
  return {
    publish: async (head) => {
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, 'a', 0o640);
      try {
        await handle.appendFile(`${JSON.stringify(head)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** Tells heads to the log, which leaves the machine where logs are collected. */
export function headLog(log: Logger): HeadSink {
  return { publish: async (head) => log.info({ audit: head }, 'head of the audit chain') };
}

/** Reads what `headFile` wrote. The number of the first line that is no head where there is one. */
export function readHeads(text: string): { readonly heads: readonly Head[] } | { readonly badLine: number } {
  const heads: Head[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const read = headShape.safeParse(parsed(line));
    if (!read.success) return { badLine: index + 1 };
    heads.push(read.data);
  }
  return { heads };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
