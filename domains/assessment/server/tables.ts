// SPDX-License-Identifier: Apache-2.0
import { type Database, withTables } from '@beichen/platform-server/db/connect.ts';
import type { Narrowed } from '@beichen/platform-server/db/narrowed.ts';
import type { PlatformTables } from '@beichen/platform-server/db/tables.ts';
import type { ColumnType, Kysely } from 'kysely';
import type { EvaluationState, Outline, StarMark } from '../model/results.ts';
import type { AssessmentRows } from './row-types.ts';

type Json<T> = ColumnType<T, string, string>;

/** The tables of this domain, as its migrations make them. */
type AssessmentTables = Narrowed<
  AssessmentRows,
  {
    method_edition: { outline: Json<Outline> };
    evaluation: { state: EvaluationState };
    result: {
      marks: StarMark[];
      points: Json<Readonly<Record<string, number>>>;
    };
  }
>;

export type AssessmentDatabase = Kysely<PlatformTables & AssessmentTables>;

export const assessmentTables = (db: Database): AssessmentDatabase => withTables<AssessmentTables>(db);
