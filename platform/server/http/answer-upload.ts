// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Context } from 'hono';
import { platformErrors } from '../errors.ts';
import type { Services } from '../services.ts';
import { answered, carryOut, hashOfContent } from './carry-out.ts';
import { badInput, readPart } from './problem.ts';
import { callerOf, open } from './request.ts';
import type { UploadRoute } from './route.ts';

/** Reads the body, and no further than it may be long, whatever the sender said of its length. */
async function bodyOf(c: Context, most: number): Promise<Uint8Array> {
  if (Number(c.req.header('Content-Length') ?? 0) > most) throw new Refusal(platformErrors.tooLarge);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.length;
    if (length > most) throw new Refusal(platformErrors.tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Who may not knock, or asks for what cannot be, is refused before a byte of the body is read. */
export async function answerUpload(services: Services, c: Context, route: UploadRoute): Promise<Response> {
  const key = recordId.safeParse(c.req.header('Idempotency-Key'));
  const caller = await callerOf(services, c, key.success ? key.data : null);
  const { actor, known } = caller;
  open(route.door, caller);
  if (!key.success) throw new Refusal(platformErrors.noKey);
  const faults: InputFault[] = [];
  const params = readPart(route.params, { prefix: 'path', value: c.req.param() }, faults);
  const query = readPart(route.query, { prefix: 'query', value: c.req.query() }, faults);
  if (faults.length > 0) throw badInput(faults);
  const bytes = await bodyOf(c, route.most);
  const { pathname, search } = new URL(c.req.url);
  const hash = hashOfContent(pathname + search, createHash('sha256').update(bytes).digest('hex'));
  const acting: Actor = actor ?? { kind: 'token', token: randomUUID() };
  if (known !== undefined) {
    const { status, answer } = answered(known, acting, hash);
    return c.json(answer as object, status as 200);
  }
  const { action, input, release } = await route.take(
    bytes,
    { params: params as never, query: query as never },
    key.data,
  );
  const order = { action, input, key: key.data, hash };
  const ctx = { db: services.db, now: services.time.now(), known };
  const { status, answer } = await carryOut(ctx, acting, order).finally(release);
  return c.json(answer as object, status as 200);
}
