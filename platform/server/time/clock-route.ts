// SPDX-License-Identifier: Apache-2.0
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import type { Hono } from 'hono';
import { z } from 'zod';
import { platformErrors } from '../errors.ts';
import { badInput, readPart } from '../http/problem.ts';
import type { DemoTime } from './city-time.ts';

const shape = z.strictObject({ to: instantSchema.describe('要拨到的时刻，只能往后') });

/** `POST /api/demo/clock {to}`: puts the demo's clock forward. Time that went back would record things before their causes. */
export function clockRoute(app: Hono, time: DemoTime): void {
  app.post('/api/demo/clock', async (c) => {
    const body: unknown = await c.req.json().catch(() => {
      throw new Refusal(platformErrors.notJson);
    });
    const faults: InputFault[] = [];
    const read = readPart(shape, { prefix: 'body', value: body }, faults);
    if (read !== undefined && read.to < time.now()) {
      const what = { zh: '早于演示时钟现在的时刻', en: 'earlier than the demo clock stands' };
      faults.push({ path: 'body/to', what, mend: { zh: '只能往后拨', en: 'put it forward only' } });
    }
    if (read === undefined || faults.length > 0) throw badInput(faults);
    await time.moveTo(read.to);
    return c.json({ now: time.now() });
  });
}
