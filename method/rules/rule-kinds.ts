// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { best } from './best.ts';
import { curve } from './curve.ts';
import { over, short } from './distance.ts';
import { each } from './each.ts';
import { holds } from './holds.ts';
import { linear } from './linear.ts';
import { bands, placing } from './place.ts';
import { points } from './points.ts';
import type { RuleKind } from './rule-kind.ts';
import { closed } from './shapes.ts';
import { steps } from './steps.ts';

/** Every kind of rule by its key; a new kind is a file of its own and a line here. */
const kinds = { linear, curve, steps, short, over, each, best, placing, bands, holds, points };

type Kinds = typeof kinds;
type Key = keyof Kinds;

const RULE_KEYS = Object.keys(kinds) as readonly Key[];

const fields = Object.fromEntries(RULE_KEYS.map((key) => [key, kinds[key].schema.optional()])) as {
  [K in Key]: z.ZodOptional<Kinds[K]['schema']>;
};

/** The shape of a rule: exactly one key. */
export const rule = closed(fields)
  .refine((data) => Object.values(data).filter((value) => value !== undefined).length === 1, {
    error: `one-of: ${RULE_KEYS.join(', ')}`,
  })
  .meta({ minProperties: 1, maxProperties: 1 });

/** A rule as written. */
export type Rule = z.infer<typeof rule>;

/** A rule as the engine uses it: its kind, and the data that stands behind the kind's key. */
export type BoundRule = { readonly kind: RuleKind<unknown>; readonly data: unknown };

/** The kind of a rule and its data. The shape must have been checked. */
export function boundRule(written: Rule): BoundRule {
  const key = RULE_KEYS.find((name) => written[name] !== undefined) as Key;
  return { kind: kinds[key] as RuleKind<unknown>, data: written[key] };
}
