// SPDX-License-Identifier: Apache-2.0
// Written by `npm run tables` from the database that the migrations make.
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Read as the value, written as its text. */
type Json = ColumnType<unknown, string, string>;

export type PlatformTables = {
  /** Subjects: residents, workers, officers. An id and nothing else; names, phones and addresses are in the vault. */
  person: {
    id: string;
    made_at: Instant;
  };
  /** What posts give their holders: permissions over a subtree, on a duty line, up to a sensitivity, for a time. path is that of today's tree. */
  access_grant: {
    id: string;
    person: string;
    unit_id: number;
    path: string;
    role: string;
    permissions: string[];
    line: string | null;
    sensitivity: string;
    from: CivilDate;
    to: CivilDate | null;
    acts_for: string | null;
    source: string | null;
    full_time: Generated<boolean>;
    made_at: Instant | null;
    former_ends: Json | null;
  };
  /** Who is a party to a single record: reporter, handler, helper. A party sees that record whatever the range. */
  party: {
    person: string;
    record: string;
    role: string;
    since: Instant;
  };
  /** Tracking codes given to people without an account, by SHA-256: whoever shows the code is a party to that one record. */
  public_token: {
    hash: Buffer;
    record: string;
    made_at: Instant;
    ends_at: Instant;
  };
  /** Commands that were carried out, with their answer: the same id from the same actor with the same content gets the same answer again. */
  command: {
    id: string;
    actor: string;
    action: string;
    hash: Buffer;
    status: number;
    answer: Json;
    at: Instant;
  };
  /** Events that were told and not yet taken up. Claimed by the worker with SKIP LOCKED, deleted in the transaction that takes them up. */
  outbox: {
    id: GeneratedAlways<number>;
    name: string;
    unit_id: number;
    record: string;
    instants: Instant[];
    at: Instant;
  };
  /** What was done, by whom, to what: ids only. Rows are only added; the sealer chains them in audit_link. */
  audit_entry: {
    id: string;
    at: Instant;
    actor: string;
    action: string;
    record: string;
    unit_id: number | null;
    detail: Json;
  };
  /** The chain over audit_entry: position, entry, and the hash over the previous hash and the entry's content. */
  audit_link: {
    position: number;
    entry: string;
    sealed_at: Instant;
    hash: Buffer;
  };
  /** Readings that an event has made stale: leaf, measure and period. Only appended; the worker deletes the marks that it saw when it reads again. */
  stale_mark: {
    id: GeneratedAlways<number>;
    measure: string;
    unit_id: number;
    period: string;
    at: Instant;
  };
  /** The figure of a measure at a leaf in a period, computed from records at as_of. path is that of today's tree and serves access alone. */
  reading: {
    measure: string;
    period: string;
    unit_id: number;
    path: string;
    num: number;
    den: number | null;
    buckets: number[] | null;
    as_of: Instant;
  };
  /** Running times: when a record is due by which rule. When due_at passes, the worker tells the event, once. */
  clock: {
    record: string;
    name: string;
    unit_id: number;
    event: string;
    started_at: Instant;
    due_at: Instant;
    estimated: boolean;
    rule: Json;
    pauses: Json;
    stopped_at: Instant | null;
    fired_at: Instant | null;
  };
  /** What the installation remembers of itself: the demo clock, the loaded pack and its hash. */
  setting: {
    name: string;
    value: Json;
  };
  /** Nodes of the tree, in the place that they have today. name is name_entered made fit for display; pinyin orders it. */
  unit: {
    id: Generated<number>;
    code: string;
    kind: string;
    name_entered: string;
    name: string;
    class: string | null;
    zone: string | null;
    parent_id: number | null;
    level: number;
    path: string;
    pinyin: string;
    initials: string;
    closed_on: CivilDate | null;
  };
  /** Where a unit lay from when to when (to excluded; null for open). Results follow the places of their period's last day. */
  unit_place: {
    unit_id: number;
    from: CivilDate;
    to: CivilDate | null;
    parent_id: number | null;
    level: number;
    path: string;
  };
  /** Who may sign in. The login is no personal data: it is given with the post. */
  account: {
    id: string;
    person: string;
    login: string;
    password_hash: string | null;
    failures: Generated<number>;
    locked_until: Instant | null;
    closed_at: Instant | null;
    unit_id: number | null;
    path: string | null;
    opened_at: Instant | null;
    last_week: CivilDate | null;
  };
  /** Signed-in browsers, by the SHA-256 of their token. */
  session: {
    token_hash: Buffer;
    account: string;
    begun_at: Instant;
    ends_at: Instant;
    id: Generated<string>;
    stage: Generated<string>;
    post: string | null;
    device: Generated<string>;
    seen_at: Instant | null;
    locked_at: Instant | null;
    proved_at: Instant | null;
  };
  /** Whom a record names, and where it lies: whoever may see the record may ask the vault about the subject. Without a unit only parties to the record may. path is that of today's tree. */
  subject_of: {
    record: string;
    subject: string;
    unit_id: number | null;
    path: string | null;
    line: string | null;
    internal: boolean;
  };
  /** Keys of subjects, a new one each time that values are kept, encrypted with the master key of that number, which is not in the database. */
  vault_key: {
    id: string;
    subject: string;
    wrapped: Buffer;
    master: number;
  };
  /** What is known of a subject, encrypted with its key; blind finds equal values for whoever has the index key. */
  vault_value: {
    subject: string;
    field: string;
    key: string;
    sealed: Buffer;
    blind: Buffer | null;
  };
  /** Audit entries that are not chained yet, put here by the transaction that writes them. The sealer takes them out. */
  audit_pending: {
    entry: string;
  };
  /** Tables whose records may have files. Each has a column id; a migration of the domain adds the row. */
  file_host: {
    records: string;
  };
  /** Files of records: hash is the SHA-256 of the content as kept, without what a photo tells beside its picture. Rows are only added. */
  file: {
    id: string;
    host: string;
    record: string;
    hash: Buffer;
    bytes: number;
    media: string;
    name: string;
    added_by: string;
    added_at: Instant;
  };
  /** Files that were taken away from their record. The content goes when no other file has it. */
  file_removal: {
    file: string;
    removed_by: string;
    removed_at: Instant;
  };
  /** What a unit was called and counted as from when to when (to excluded; null for open). Slips of the list are put right in place: they never held. */
  unit_version: {
    unit_id: number;
    from: CivilDate;
    to: CivilDate | null;
    kind: string;
    name_entered: string;
    name: string;
    class: string | null;
    zone: string | null;
  };
  /** Tables whose rows are records: what parties, tracking codes, clocks and events are about. Each has a column id; holds_records adds the row. */
  record_table: {
    name: string;
  };
  /** Logins that nobody has and that were tried, by a keyed hash: a mistyped one may be somebody's phone number. About twenty thousand of them at most. */
  unknown_login: {
    name: Buffer;
    failures: number;
    locked_until: Instant | null;
    last_at: Instant;
  };
  /** The last slip that an account was given: its one-time code by Argon2id. It works once, until it ends; a new one takes its place. */
  slip: {
    account: string;
    hash: string;
    made_by: string | null;
    made_at: Instant;
    ends_at: Instant;
    used_at: Instant | null;
  };
  /** Second factors of accounts: the secret of an authenticator app, sealed with the master key of that number, which is not in the database; the public half of a passkey. One that was not confirmed is none yet. */
  account_factor: {
    id: string;
    account: string;
    kind: string;
    name: string;
    sealed: Buffer | null;
    master: number | null;
    last_step: number | null;
    credential: Buffer | null;
    public_key: Buffer | null;
    counter: number | null;
    transports: string[] | null;
    made_at: Instant;
    confirmed_at: Instant | null;
  };
  /** Codes that stand in for a lost factor, once each, by SHA-256: they hold 79 bits of chance, so nobody tries them out. */
  recovery_code: {
    account: string;
    hash: Buffer;
    used_at: Instant | null;
  };
  /** Challenges to passkeys that wait for their answer; session is that of who was asked, null for somebody who comes in. Each is answered once. */
  login_challenge: {
    challenge: Buffer;
    session: string | null;
    ends_at: Instant;
  };
  /** By what an identity service knows the holder of an account, as an administrator linked it. */
  account_subject: {
    issuer: string;
    subject: string;
    account: string;
    linked_at: Instant;
  };
};
