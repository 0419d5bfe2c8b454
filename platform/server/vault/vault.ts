// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import type { Statement } from '../db/write-together.ts';

/** What the vault holds of a subject. */
export type VaultField = 'name' | 'phone' | 'address';

/** Values that subjects are found by. */
export type FindableField = 'name' | 'phone';

export type VaultValues = Readonly<Partial<Record<VaultField, string>>>;

/** Why a value is read; it goes into the audit with the reading. */
export type Purpose = 'contact-reporter' | 'show-colleague' | 'export';

/** A secret as the database keeps it. */
export type SealedSecret = { readonly sealed: Buffer; readonly master: number };

/** Where the record lies that names a subject: whoever sees that place, or is a party to the record, has the subject in sight. */
export type SubjectPlace = {
  /** `null` where only parties to the record may know whom it names. */
  readonly unit: number | null;
  /** Duty line; `null` where the record is on none. */
  readonly line: string | null;
  /** Whether the record is an internal one. */
  readonly internal?: boolean;
};

/**
 * The one place for values that identify a person: encrypted with a key of the subject, which is itself encrypted with the master key
 * that is kept outside the database. Everything else carries the subject's id. A subject that is not in sight of the transaction is
 * answered like one that does not exist.
 */
export type Vault = {
  /**
   * Statements that make a subject (its `person` row too, where there is none), name it by a record, and keep its values, for the write
   * step of an action. Fields that are not given stay as they were, so no values at all name a known subject by another record.
   * The database refuses a known subject that is not in sight (insufficient_privilege).
   */
  keep(
    tx: Database,
    subject: string,
    about: {
      readonly record: string;
      readonly place: SubjectPlace;
      readonly values: VaultValues;
      readonly now: Instant;
    },
  ): readonly Statement[];
  /** The record went elsewhere: whom it names is in sight of the new place, and of the old one no longer. */
  place(tx: Database, record: string, place: SubjectPlace): readonly Statement[];
  /**
   * The value in the clear; the reading goes into the audit with this transaction, in the name of its actor, so show it after the commit.
   * `undefined` where there is none, or it was erased, or is not in sight.
   */
  reveal(
    tx: Database,
    asked: {
      readonly subject: string;
      readonly field: VaultField;
      readonly purpose: Purpose;
      readonly now: Instant;
    },
  ): Promise<string | undefined>;
  /** As `reveal`, of several subjects at once: each reading goes into the audit. Subjects that are not in sight are left out. */
  revealAll(
    tx: Database,
    asked: {
      readonly subjects: readonly string[];
      readonly field: VaultField;
      readonly purpose: Purpose;
      readonly actor: string;
      readonly now: Instant;
    },
  ): Promise<ReadonlyMap<string, string>>;
  /** A value of the person of this transaction, who asks about nobody else: not logged. */
  own(tx: Database, field: VaultField): Promise<string | undefined>;
  /** Values as a screen shows them by default: 张*, 138****5678. Not logged: they identify nobody by themselves. */
  masked(tx: Database, subjects: readonly string[]): Promise<ReadonlyMap<string, VaultValues>>;
  /** Those of the subjects in sight whose value fits. Not logged: it gives ids, and the values do not leave the process. */
  filter(
    tx: Database,
    asked: {
      readonly subjects: readonly string[];
      readonly field: FindableField;
      readonly fits: (value: string) => boolean;
    },
  ): Promise<readonly string[]>;
  /** Subjects in sight that have this value, found by a blind index. */
  find(tx: Database, field: FindableField, value: string): Promise<readonly string[]>;
  /** Seals what is no personal data but must not stand open in the database, bound to its place: the number is that of the master key. */
  sealSecret(context: string, content: Buffer): SealedSecret;
  /** @throws BrokenSeal */
  openSecret(context: string, secret: SealedSecret): Buffer;
  /** A fingerprint of a text that is to be known again and may be personal, for what is kept outside the vault. */
  fingerprint(text: string): Buffer;
  /** Destroys the keys and the values. The database refuses a subject that is not in sight (insufficient_privilege). */
  erase(tx: Database, subject: string): readonly Statement[];
};
