// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { recordId, uuidv7From } from '@beichen/kernel/ids.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import { MOST_FILE_BYTES } from '@beichen/platform/file-limits.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { nameOf } from '../action/perform.ts';
import type { Database } from '../db/connect.ts';
import { platformErrors } from '../errors.ts';
import { command, type QueryContext, query, type Route, upload } from '../http/route.ts';
import type { Services } from '../services.ts';
import { attachAction, removeAction } from './file-actions.ts';
import { fileErrors } from './file-errors.ts';
import type { FileHost } from './file-host.ts';
import { dispositionOf, fileName } from './file-name.ts';
import { readFile } from './read-file.ts';

const ofRecord = z.object({ record: z.uuid() });
const ofFile = z.object({ record: z.uuid(), id: recordId });
const none = z.strictObject({});
const named = z.strictObject({ name: z.string().min(1).max(400).describe('文件原名') });

const fileShape = z.object({
  id: recordId,
  name: z.string().describe('下载时的文件名'),
  media: z.string().describe('按内容判定的类型'),
  bytes: z.int(),
  addedAt: instantSchema,
});

type FileRow = z.infer<typeof fileShape> & { readonly hash: Buffer };

/** The files of a record that the transaction sees, the first added first. */
async function filesOf(tx: Database, record: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    SELECT f.id, f.name, f.media, f.bytes, f.added_at AS "addedAt", f.hash FROM file f
    WHERE f.record = ${record} AND NOT EXISTS (SELECT FROM file_removal r WHERE r.file = f.id) ORDER BY f.added_at, f.id`.execute(
    tx,
  );
  return rows;
}

/** A restricted record tells who read its files. */
async function noteReading(
  { tx, actor, now }: QueryContext,
  of: { readonly host: FileHost; readonly record: string; readonly unit: number; readonly file: string },
): Promise<void> {
  const entry = {
    id: uuidv7From(Date.parse(now), randomBytes(16)),
    at: now,
    actor: nameOf(actor),
    action: `${of.host.domain}.file-read`,
    record: of.record,
    unit_id: of.unit,
    detail: JSON.stringify({ file: of.file }),
  };
  await tx.insertInto('audit_entry').values(entry).execute();
}

/** What a browser needs in order to keep the file, and not to open it as a page of ours. */
function headersOf({ media, name, bytes }: FileRow): Record<string, string> {
  return {
    'Content-Type': media === 'text/plain' ? `${name.endsWith('.csv') ? 'text/csv' : media}` : media,
    'Content-Length': String(bytes),
    'Content-Disposition': dispositionOf(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}

function readRoutes(host: FileHost, { files }: Services): Route[] {
  const door = { permission: `${host.domain}.read` };
  const person = ({ actor }: QueryContext): string | null => (actor.kind === 'person' ? actor.person : null);
  return [
    query({
      path: `/api/${host.domain}/{record}/files`,
      summary: { zh: '一条记录的文件', en: 'The files of a record' },
      door,
      params: ofRecord,
      query: none,
      output: z.object({ files: z.array(fileShape) }),
      async run(ctx, { params: { record } }) {
        const found = await host.find(ctx.tx, record, { now: ctx.now, person: person(ctx) });
        if (found === undefined) throw new Refusal(platformErrors.notFound);
        return { files: (await filesOf(ctx.tx, record)).map(({ hash: _, ...file }) => file) };
      },
    }),
    query<z.infer<typeof ofFile>, object, unknown>({
      path: `/api/${host.domain}/{record}/files/{id}`,
      summary: { zh: '下载一个文件', en: 'Download a file' },
      door,
      params: ofFile,
      query: none,
      output: z.unknown().describe('文件内容'),
      async run(ctx, { params: { record, id } }) {
        const found = await host.find(ctx.tx, record, { now: ctx.now, person: person(ctx) });
        const file = found === undefined ? undefined : (await filesOf(ctx.tx, record)).find((row) => row.id === id);
        if (found === undefined || file === undefined) throw new Refusal(platformErrors.notFound);
        if (found.sensitivity === 'restricted') await noteReading(ctx, { host, record, unit: found.unit, file: id });
        return new Response(await files.open(file.hash.toString('hex')), { headers: headersOf(file) });
      },
    }),
  ];
}

/** The rows by which records of a domain have files: list, download, add, take away. The domain puts them among its own. */
export function fileRoutes(host: FileHost, services: Services): Route[] {
  const { unknownForm, broken, swollen, macros, tooMany } = fileErrors;
  const attach = attachAction(host, services.files);
  const output = z.object({ id: recordId });
  return [
    ...readRoutes(host, services),
    upload({
      path: `/api/${host.domain}/{record}/files`,
      summary: { zh: '给一条记录加一个文件，正文即文件内容', en: 'Add a file to a record; the body is its bytes' },
      door: { permission: host.attach },
      params: ofRecord,
      query: named,
      output,
      most: MOST_FILE_BYTES,
      errors: [platformErrors.tooLarge, unknownForm, broken, swollen, macros, tooMany],
      async take(sent, { params: { record }, query: { name } }, id) {
        const clean = await readFile(sent);
        const staged = await services.files.stage(clean.bytes);
        const { media, bytes } = clean;
        const input = { id, record, name: fileName(name, clean), media, bytes: bytes.length, staged };
        return { action: attach as never, input, release: () => services.files.discard(staged) };
      },
    }),
    command({
      path: `/api/${host.domain}/{record}/files/{id}/remove`,
      summary: { zh: '从记录中移除一个文件', en: 'Take a file away from its record' },
      door: { permission: host.attach },
      params: ofFile,
      input: none,
      output,
      action: removeAction(host),
    }),
  ];
}
