// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from './paths.ts';
import type { Words } from './words.ts';

/** Something that may be allowed: `<domain>.<verb>`. Every domain has `<domain>.read`, which decides what is seen at all. */
export type PermissionDeclaration = { readonly id: string; readonly title: Words };

/** How delicate a record is. `restricted` is reached by its parties alone, never by range (mediation, ballots, pay). */
export type Sensitivity = 'open' | 'internal' | 'restricted';

/**
 * What a post gives its holder: permissions over a subtree, on one duty line or all, up to a sensitivity. Grants are looked
 * up at each request and hold today.
 */
export type Grant = {
  readonly role: string;
  readonly permissions: readonly string[];
  readonly unit: number;
  readonly path: OrgPath;
  /** A duty line (条线), `null` for all. */
  readonly line: string | null;
  readonly sensitivity: Exclude<Sensitivity, 'restricted'>;
};

/** Who acts: a person through posts, a public token, or a named system actor. */
export type Actor =
  | { readonly kind: 'person'; readonly person: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'system'; readonly name: string; readonly permissions: readonly string[] };

/** A record, as far as permission asks: where it lies, on which line, how delicate, and whether the actor is a party to it. */
export type Guarded = {
  /** Where it lies and, where another unit handles it, that unit's place too. */
  readonly paths: readonly OrgPath[];
  readonly line: string | null;
  readonly sensitivity: Sensitivity;
};
