// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Action, Told } from '../action/action.ts';
import { fileErrors } from './file-errors.ts';
import type { FileHost, HostRecord } from './file-host.ts';
import type { FileStore, Staged } from './file-store.ts';

/** A file on its way to a record. */
export type NewFile = {
  readonly id: string;
  readonly record: string;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  readonly staged: Staged;
};

type Found = HostRecord & { readonly files: number };
type Change<Input> = { readonly input: Input; readonly found: HostRecord; readonly at: Instant };

const actorSays = sql<string>`current_setting('beichen.actor')`;

function guardOf({ paths, line, sensitivity, roles }: HostRecord) {
  return { paths, line, sensitivity, roles };
}

/** Ids and the kind of content; a name may say whom the file is about, so it stays in its row. */
function toldOf(input: { readonly id: string; readonly record: string }, found: HostRecord, detail: Told['detail']) {
  return { status: 201, answer: { id: input.id }, record: input.record, unit: found.unit, detail, events: [] } as const;
}

/**
 * Adds a file to a record. The content is placed before its row is written and held until then, so that the sweep leaves it alone; a
 * crash in between leaves a content without a row, never a row without its content.
 */
export function attachAction(host: FileHost, store: FileStore): Action<NewFile, Found, Change<NewFile>> {
  return {
    name: host.attach,
    parties: host.parties,
    async load(tx, { record, staged }, moment) {
      const found = await host.find(tx, record, moment);
      if (found === undefined) return undefined;
      await sql`SELECT hold_content(${Buffer.from(staged.hash, 'hex')})`.execute(tx);
      await store.place(staged);
      const { rows } = await sql<{ files: number }>`
        SELECT count(*)::integer AS files FROM file f
        WHERE f.record = ${record} AND NOT EXISTS (SELECT FROM file_removal r WHERE r.file = f.id)`.execute(tx);
      return { ...found, files: rows[0]?.files ?? 0 };
    },
    guard: guardOf,
    decide(found, input, { now }) {
      if (found.files >= host.most) throw new Refusal(fileErrors.tooMany);
      return { input, found, at: now };
    },
    write(tx, { input, at }) {
      const { id, record, name, media, bytes, staged } = input;
      const hash = Buffer.from(staged.hash, 'hex');
      const row = { id, host: host.records, record, hash, bytes, media, name, added_by: actorSays, added_at: at };
      return [{ query: tx.insertInto('file').values(row) }];
    },
    tell: ({ input, found }) => toldOf(input, found, { file: input.id, media: input.media, hash: input.staged.hash }),
  };
}

type FileAsked = { readonly id: string; readonly record: string };

/** Takes a file away from its record; its content goes with the next sweep, where no other file has it. */
export function removeAction(host: FileHost): Action<FileAsked, HostRecord, Change<FileAsked>> {
  return {
    name: host.attach,
    parties: host.parties,
    async load(tx, { id, record }, moment) {
      const known = await tx
        .selectFrom('file')
        .leftJoin('file_removal', 'file_removal.file', 'file.id')
        .select('file.id')
        .where('file.id', '=', id)
        .where('file.record', '=', record)
        .where('file_removal.file', 'is', null)
        .executeTakeFirst();
      return known === undefined ? undefined : await host.find(tx, record, moment);
    },
    guard: guardOf,
    decide: (found, input, { now }) => ({ input, found, at: now }),
    write: (tx, { input, at }) => [
      { query: tx.insertInto('file_removal').values({ file: input.id, removed_by: actorSays, removed_at: at }) },
    ],
    tell: ({ input, found }) => toldOf(input, found, { removed: input.id }),
  };
}
