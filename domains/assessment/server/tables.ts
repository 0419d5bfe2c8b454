// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { type Database, withTables } from '@beichen/platform-server/db/connect.ts';
import type { PlatformTables } from '@beichen/platform-server/db/tables.ts';
import type { ColumnType, Generated, Kysely } from 'kysely';
import type { EvaluationState, Outline, StarMark } from '../model.ts';

type Json<T> = ColumnType<T, string, string>;

/** The tables of this domain, as its migrations make them. */
export type AssessmentTables = {
  method_edition: {
    id: Generated<number>;
    method: string;
    edition: string;
    subject: string;
    period_kind: string | null;
    starts: string | null;
    ends: string | null;
    outline: Json<Outline>;
    measures: string[];
    source: string;
    digest: string;
    published_at: Instant;
  };
  catalogue_edition: { digest: string; source: string; loaded_at: Instant };
  declared_fact: {
    id: string;
    unit_id: number;
    path: string;
    measure: string;
    period: string;
    num: number | null;
    den: number | null;
    declared_by: string | null;
    declared_at: Instant;
  };
  evaluation: {
    id: string;
    edition: number;
    catalogue: string | null;
    period: string;
    state: EvaluationState;
    unit_id: number;
    path: string;
    tree_date: string;
    as_of: Instant;
    lacking: string[];
    digest: string | null;
    supersedes: string | null;
    requested_by: string | null;
    settled_at: Instant | null;
  };
  evaluation_unit: {
    evaluation: string;
    unit_id: number;
    path: string;
    place: string;
    parent_id: number | null;
    code: string;
    name: string;
    kind: string;
    parent: string | null;
    class: string | null;
    zone: string | null;
    pinyin: string;
  };
  evaluation_fact: {
    evaluation: string;
    unit_id: number;
    path: string;
    measure: string;
    num: number | null;
    den: number | null;
    records: string[] | null;
    counting: boolean[] | null;
    declared: string | null;
  };
  result: {
    evaluation: string;
    unit_id: number;
    path: string;
    peer_group: string;
    stars: number;
    won: string[];
    marks: StarMark[];
    complete: boolean;
    points: Json<Readonly<Record<string, number>>>;
    total: number;
    rank: number | null;
    rank_all: number | null;
    grade: string | null;
    /** The reason tree as JSON, packed by zlib. */
    explanation: Buffer;
    hash: string;
  };
};

export type AssessmentDatabase = Kysely<PlatformTables & AssessmentTables>;

export const assessmentTables = (db: Database): AssessmentDatabase => withTables<AssessmentTables>(db);
