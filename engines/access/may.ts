// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath, outermost } from '@beichen/kernel/paths.ts';
import type { Actor, Grant, Guarded } from '@beichen/kernel/permissions.ts';

function covers(grant: Grant, record: Guarded): boolean {
  if (record.sensitivity === 'restricted') return false;
  if (record.sensitivity === 'internal' && grant.sensitivity !== 'internal') return false;
  if (grant.line !== null && grant.line !== record.line) return false;
  return record.paths.some((path) => isWithin(path, grant.path));
}

/** Whether the actor may do this to that record, by range. Denied unless a grant says so; what a party may do is the domain's rule. */
export function may(actor: Actor, permission: string, record: Guarded): boolean {
  if (actor.kind === 'token') return false;
  if (actor.kind === 'system') return actor.permissions.includes(permission);
  return actor.grants.some((grant) => grant.permissions.includes(permission) && covers(grant, record));
}

/** Whether the actor holds the permission anywhere: what decides if a screen or a route is offered at all. */
export function holds(actor: Actor, permission: string): boolean {
  if (actor.kind === 'token') return false;
  if (actor.kind === 'system') return actor.permissions.includes(permission);
  return actor.grants.some((grant) => grant.permissions.includes(permission));
}

/** Subtrees, on all duty lines and on single ones. */
type Range = {
  readonly all: readonly OrgPath[];
  readonly lines: readonly { readonly line: string; readonly path: OrgPath }[];
};

/** The subtrees over which the actor holds a permission: what a transaction may see. `internal` says where internal records too. */
export type Scope = Range & { readonly internal?: Range };

export function scopeOf(actor: Actor, permission: string): Scope {
  if (actor.kind !== 'person') return { all: [], lines: [] };
  const held = actor.grants.filter((grant) => grant.permissions.includes(permission));
  return { ...rangeOf(held), internal: rangeOf(held.filter(({ sensitivity }) => sensitivity === 'internal')) };
}

function rangeOf(held: readonly Grant[]): Range {
  const all = outermost(held.flatMap((grant) => (grant.line === null ? [grant.path] : [])));
  const lines = held.flatMap((grant) => (grant.line === null ? [] : [{ line: grant.line, path: grant.path }]));
  return { all, lines: lines.filter(({ path }) => !all.some((root) => isWithin(path, root))) };
}
