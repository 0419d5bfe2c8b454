// SPDX-License-Identifier: Apache-2.0

import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { z } from 'zod';
import type { Action } from '../action/action.ts';
import type { Database } from '../db/connect.ts';

/** Who may knock: a permission, anybody who is signed in, anybody with a tracking code, or anybody at all. */
export type Door =
  | {
      readonly permission: string;
      /** The permission whose range is seen; the domain's `read` where it is not said. */
      readonly sees?: string;
    }
  | 'signed-in'
  | 'token'
  | 'public';

export type Asked<Params, Query> = { readonly params: Params; readonly query: Query };

/** What a query runs with: a transaction that sees the caller's scope and nothing else. */
export type QueryContext = { readonly tx: Database; readonly actor: Actor; readonly now: Instant };

type RowOf<Kind extends string> = {
  readonly kind: Kind;
  readonly path: string;
  readonly summary: Words;
  readonly door: Door;
  readonly errors: readonly ErrorDeclaration[];
};

/** A GET: reads, in one transaction. */
export type QueryRoute = RowOf<'query'> & {
  /** Whether a browser may keep the answer and ask whether it still holds, so that what has not changed is not sent again. Nothing personal. */
  readonly revalidated: boolean;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly output: z.ZodType;
  run(ctx: QueryContext, asked: Asked<never, never>): Promise<unknown>;
};

/** A POST that does one action. Its body is the input; ids in the path are added to it. */
export type CommandRoute = RowOf<'command'> & {
  readonly params: z.ZodType;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly action: Action<never, never, never>;
};

/** What an upload's body became: the action that records it. `release` lets go of what was not recorded. */
export type Taken = { readonly action: Action<never, never, never>; readonly input: unknown; release(): Promise<void> };

/** A POST whose body is the bytes of one file, up to `most`. Ids in the path and what the query says are the rest of the input. */
export type UploadRoute = RowOf<'upload'> & {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly output: z.ZodType;
  readonly most: number;
  take(bytes: Uint8Array, asked: Asked<never, never>, key: string): Promise<Taken>;
};

export type Route = QueryRoute | CommandRoute | UploadRoute;

/** Declares a query; the types of its parts hold together here and nowhere else. */
export function query<Params, Query, Output>(row: {
  readonly path: string;
  readonly summary: Words;
  readonly door: Door;
  readonly revalidated?: boolean;
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  readonly output: z.ZodType<Output>;
  readonly errors?: readonly ErrorDeclaration[];
  run(ctx: QueryContext, asked: Asked<Params, Query>): Promise<Output>;
}): QueryRoute {
  const { run, errors = [], revalidated = false } = row;
  return { ...row, kind: 'query', errors, revalidated, run: run as QueryRoute['run'] };
}

/** Declares a command. */
export function command<Params, Body, Loaded, Decision>(row: {
  readonly path: string;
  readonly summary: Words;
  readonly door: Door;
  readonly params: z.ZodType<Params>;
  readonly input: z.ZodType<Body>;
  readonly output: z.ZodType;
  readonly errors?: readonly ErrorDeclaration[];
  readonly action: Action<Params & Body, Loaded, Decision>;
}): CommandRoute {
  const { action, errors = [] } = row;
  return { ...row, kind: 'command', errors, action: action as unknown as CommandRoute['action'] };
}

/** Declares an upload. */
export function upload<Params, Query>(row: {
  readonly path: string;
  readonly summary: Words;
  readonly door: Door;
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  readonly output: z.ZodType;
  readonly most: number;
  readonly errors?: readonly ErrorDeclaration[];
  take(bytes: Uint8Array, asked: Asked<Params, Query>, key: string): Promise<Taken>;
}): UploadRoute {
  const { take, errors = [] } = row;
  return { ...row, kind: 'upload', errors, take: take as UploadRoute['take'] };
}
