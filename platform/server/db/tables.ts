// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { ColumnType, Generated } from 'kysely';

type Moment = Instant;
type Json<T> = ColumnType<T, string, string>;

/** The tables of the platform, as its migrations make them; compared with the database in db/tables.db.test.ts. */
export type PlatformTables = {
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
    bigrams: string[];
  };
  unit_place: {
    unit_id: number;
    from: string;
    to: string | null;
    parent_id: number | null;
    level: number;
    path: string;
  };
  person: { id: string; made_at: Moment };
  access_grant: {
    id: string;
    person: string;
    unit_id: number;
    path: string;
    role: string;
    permissions: string[];
    line: string | null;
    sensitivity: string;
    from: string;
    to: string | null;
  };
  party: { person: string; record: string; role: string; since: Moment };
  public_token: { hash: Buffer; record: string; made_at: Moment; ends_at: Moment };
  command: {
    id: string;
    actor: string;
    action: string;
    hash: Buffer;
    status: number;
    answer: Json<unknown>;
    at: Moment;
  };
  outbox: {
    id: Generated<number>;
    name: string;
    unit_id: number;
    record: string;
    instants: Instant[];
    at: Moment;
  };
  audit_entry: {
    id: string;
    at: Moment;
    actor: string;
    action: string;
    record: string;
    unit_id: number | null;
    detail: Json<unknown>;
  };
  audit_link: { position: number; entry: string; sealed_at: Moment; hash: Buffer };
  audit_pending: { entry: string };
  stale_mark: { id: Generated<number>; measure: string; unit_id: number; period: string; at: Moment };
  reading: {
    measure: string;
    period: string;
    unit_id: number;
    path: string;
    num: number;
    den: number | null;
    buckets: number[] | null;
    as_of: Moment;
  };
  clock: {
    record: string;
    name: string;
    unit_id: number;
    event: string;
    started_at: Moment;
    due_at: Moment;
    estimated: boolean;
    rule: Json<unknown>;
    pauses: Json<unknown>;
    stopped_at: Moment | null;
    fired_at: Moment | null;
  };
  setting: { name: string; value: Json<unknown> };
  account: {
    id: string;
    person: string;
    login: string;
    password_hash: string;
    failures: Generated<number>;
    locked_until: Moment | null;
    closed_at: Moment | null;
  };
  subject_of: { record: string; subject: string; unit_id: number | null; path: string | null; line: string | null };
  vault_key: { id: string; subject: string; wrapped: Buffer; master: number };
  vault_value: { subject: string; field: string; key: string; sealed: Buffer; blind: Buffer | null };
  session: { token_hash: Buffer; account: string; begun_at: Moment; ends_at: Moment };
};
