// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { method } from './model.ts';

/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The shape of a method file as JSON Schema (draft 2020-12), for editors that complete and check as one types. It is
 * made from the shapes that the parser uses; what no schema can say (references, circles, sums) the parser alone tells.
 */
export function methodJsonSchema(): JsonSchema {
  const { $schema, ...shape } = z.toJSONSchema(method, { target: 'draft-2020-12', io: 'input' });
  return { $schema, title: '考核办法 / assessment method', ...shape };
}
