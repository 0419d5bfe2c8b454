// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { rowJson, type Statement } from '@beichen/platform-server/db/write-together.ts';
import type { Honour } from '../../model/settings.ts';
import type { Basis } from '../../rules/approval.ts';
import type { LoadedFinal } from '../queries/final.ts';
import { assessmentTables } from '../tables.ts';

/** Who decided, in which post, and when. */
export type Decided = {
  readonly id: string;
  readonly person: string;
  readonly post: { readonly unit: number; readonly title: Words } | null;
  readonly now: Instant;
};

function byColumns({ id, person, post, now }: Decided) {
  const title = post === null ? null : JSON.stringify(post.title);
  return { id, by_person: person, by_unit: post?.unit ?? null, by_post: title, at: now };
}

export function rankingReleased(
  tx: Database,
  released: Decided & {
    readonly final: LoadedFinal;
    readonly input: { readonly document: string; readonly approval: string; readonly dated: CivilDate };
  },
): Statement {
  const { final, input } = released;
  const { document, approval, dated } = input;
  const about = { evaluation: final.id, unit_id: final.unit, path: final.path, document, approval, dated };
  const query = assessmentTables(tx)
    .insertInto('ranking_release')
    .values({ ...byColumns(released), ...about })
    .returning('id');
  return { query, rows: 1 };
}

/** A batch of names; the database adds all who hold one of the grades that are honoured. */
export function unitsNamed(
  named: Decided & {
    readonly final: LoadedFinal;
    readonly basis: Basis;
    readonly honours: Readonly<Record<string, Honour>>;
    readonly input: { readonly document: string; readonly dated: CivilDate };
  },
): Statement {
  const { final, basis, honours, input, post } = named;
  const about = { evaluation: final.id, unit_id: final.unit, path: final.path, basis, ...input };
  const row = { ...byColumns(named), by_post: post?.title ?? null, ...about };
  return { call: 'add_naming', values: [rowJson(row), JSON.stringify(honours)] };
}

export function starWithdrawn(
  tx: Database,
  withdrawn: Decided & {
    readonly naming: string;
    readonly unit: number;
    readonly path: string;
    readonly input: {
      readonly section: string;
      readonly reason: string;
      readonly basis: string;
      readonly dated: CivilDate;
    };
  },
): Statement {
  const { naming, unit, path, input } = withdrawn;
  const { section, reason, basis, dated } = input;
  const query = assessmentTables(tx)
    .insertInto('star_withdrawal')
    .values({ ...byColumns(withdrawn), naming, unit_id: unit, path, section, reason, basis, dated })
    .returning('id');
  return { query, rows: 1 };
}
