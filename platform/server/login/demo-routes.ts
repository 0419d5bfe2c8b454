// SPDX-License-Identifier: Apache-2.0
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { platformErrors } from '../errors.ts';
import { badInput, readPart } from '../http/problem.ts';
import type { Services } from '../services.ts';
import type { DemoPeople } from './demo-people.ts';
import { openSession } from './open-session.ts';
import type { Role } from './roles.ts';

const shape = z.strictObject({ role: z.string().describe('演示岗位，见GET /api/demo/roles') });

/**
 * The demo's door: `GET /api/demo/roles` lists its invented people, `POST /api/demo/session {role}` signs one in without a password.
 * Mounted in the demo alone, which listens on this machine alone. `worker` reads the units' names, which nobody who is not signed in may.
 */
export function demoRoutes(
  services: Services,
  {
    people,
    roles,
    worker,
  }: { readonly people: DemoPeople; readonly roles: readonly Role[]; readonly worker: Database },
): (app: Hono) => void {
  return (app) => {
    app.get('/api/demo/roles', async (c) => {
      const codes = people.people.map(({ unit }) => unit);
      const rows = await worker.selectFrom('unit').select(['code', 'name']).where('code', 'in', codes).execute();
      const units = new Map(rows.map(({ code, name }) => [code, name]));
      const told = people.people.map(({ id, name, does, role, unit }) => {
        const title = roles.find((known) => known.id === role)?.title ?? { zh: role, en: role };
        return { id, title, does, unit: units.get(unit) ?? unit, name };
      });
      return c.json({ roles: told, now: services.time.now(), zone: services.time.zone });
    });
    app.post('/api/demo/session', async (c) => {
      const body: unknown = await c.req.json().catch(() => {
        throw new Refusal(platformErrors.notJson);
      });
      const faults: InputFault[] = [];
      const read = readPart(shape, { prefix: 'body', value: body }, faults);
      if (read === undefined) throw badInput(faults);
      const person = people.people.find(({ id }) => id === read.role);
      const { rows } = await sql<{ id: string }>`SELECT id FROM account_for(${person?.id ?? ''})`.execute(services.db);
      const [account] = rows;
      if (account === undefined) throw new Refusal(platformErrors.notFound);
      return await openSession(services, c, { account: account.id, stage: 'open', by: 'demo' });
    });
  };
}
