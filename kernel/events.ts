// SPDX-License-Identifier: Apache-2.0
import type { Instant } from './time.ts';
import type { Words } from './words.ts';

/** Something that happened, by its name `<domain>.<past tense>`. */
export type EventDeclaration = { readonly name: string; readonly title: Words };

/**
 * One event as it travels through the outbox. It carries ids and instants, never a person's data. `instants` are the moments
 * whose periods it touches: measures of those periods become stale.
 */
export type DomainEvent = {
  readonly name: string;
  /** Internal id of the leaf unit that it concerns. */
  readonly unit: number;
  readonly record: string;
  /** ISO instants. */
  readonly instants: readonly Instant[];
};
