// SPDX-License-Identifier: Apache-2.0
import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';
import { z } from 'zod';
import { platformErrors } from '../errors.ts';
import { problemShape } from './problem.ts';
import type { Door, Route } from './route.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is, which is what zod writes. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  return rest;
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }));
}

function errorsOf(route: Route): ErrorDeclaration[] {
  const { badInput, notSignedIn, forbidden, notFound, noKey, usedKey } = platformErrors;
  const guarded = route.door === 'public' ? [] : [notSignedIn, forbidden, notFound];
  const writing = route.kind === 'query' ? [] : [noKey, usedKey];
  return [badInput, ...guarded, ...writing, ...route.errors];
}

function responsesOf(route: Route): Json {
  const byStatus = new Map<number, string[]>();
  for (const { status, code } of errorsOf(route)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const errors = [...byStatus].map(([status, codes]) => [
    String(status),
    { description: codes.join(', '), content: problem },
  ]);
  const good = {
    description: route.summary.en,
    content: { 'application/json': { schema: schemaOf(route.output, 'output') } },
  };
  return { [route.kind === 'query' ? '200' : '2XX']: good, ...Object.fromEntries(errors) };
}

function securityOf(door: Door): Json[] {
  if (door === 'public') return [];
  return door === 'token' ? [{ trackingCode: [] }] : [{ session: [] }];
}

/** The body that a row takes; `undefined` where it takes none. */
function contentOf(route: Route): Json | undefined {
  if (route.kind === 'query') return undefined;
  if (route.kind === 'command') return { 'application/json': { schema: schemaOf(route.input, 'input') } };
  return { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: route.most } } };
}

function operationOf(route: Route): Json {
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } };
  const asked = route.kind === 'command' ? [] : parametersOf(route.query, 'query');
  const query = route.kind === 'query' ? asked : [key, ...asked];
  const content = contentOf(route);
  const body = content === undefined ? {} : { requestBody: { required: true, content } };
  return {
    summary: `${route.summary.zh} · ${route.summary.en}`,
    tags: [route.path.split('/')[2] ?? 'api'],
    ...(typeof route.door === 'object' ? { 'x-permission': route.door.permission } : {}),
    security: securityOf(route.door),
    parameters: [...parametersOf(route.params, 'path'), ...query],
    ...body,
    responses: responsesOf(route),
  };
}

/** The OpenAPI 3.1 document of the same rows that the router serves. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.kind === 'query' ? 'get' : 'post']: operationOf(route) };
  return {
    openapi: '3.1.0',
    info: { title: '北辰 Beichen', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemShape, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'beichen' },
        trackingCode: { type: 'apiKey', in: 'header', name: 'Beichen-Tracking-Code' },
      },
    },
  };
}
