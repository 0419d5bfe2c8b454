// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { EnteredValues } from '../../model/facts.ts';
import type { ActingPost } from '../../rules/own-post.ts';
import type { FormRow } from '../queries/load-form.ts';
import type { Declared } from './fact-forms.ts';
import { FORM_CLOCK, lateClock } from './fact-requests.ts';

/** One form of several that are handed in together. */
export type HandedForm = {
  readonly row: FormRow;
  readonly values: EnteredValues;
  readonly declared: readonly Declared[];
  readonly post: ActingPost;
};

const FORM_FIELDS = 'id uuid, version integer, draft jsonb, post_unit integer, post jsonb';
const FACT_FIELDS =
  'id uuid, unit_id integer, path text, measure text, period text, num double precision, den double precision, form uuid, confirmed boolean, post_unit integer, post jsonb';

/** Forms as handed in together, each over the version that was seen, or none of them; and a row for each figure. */
export function formsHandedIn(
  forms: readonly HandedForm[],
  { person, now }: { readonly person: string; readonly now: Instant },
): Statement[] {
  if (forms.length === 0) return [];
  const heads = forms.map(({ row, values, post }) => ({
    id: row.id,
    version: row.version,
    draft: values,
    post_unit: post.unit,
    post: post.title,
  }));
  const facts = forms.flatMap(({ row, declared, post }) =>
    declared.map((fact) => ({
      ...fact,
      id: uuidv7From(millisOf(now), randomBytes(16)),
      unit_id: row.unit,
      path: row.path,
      period: row.period,
      form: row.id,
      post_unit: post.unit,
      post: post.title,
    })),
  );
  return [
    {
      query: sql`UPDATE fact_form f SET draft = g.draft, draft_version = f.draft_version + 1, draft_at = ${now}::timestamptz, handed_at = ${now}::timestamptz,
          handed_by = ${person}::uuid, handed_unit = g.post_unit, handed_post = g.post
        FROM jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) AS g(${sql.raw(FORM_FIELDS)})
        WHERE f.id = g.id AND f.draft_version = g.version RETURNING f.id`,
      rows: heads.length,
    },
    {
      query: sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, den, declared_by, declared_at, form, declared_unit, declared_post, confirmed)
        SELECT id, unit_id, path, measure, period, num, den, ${person}::uuid, ${now}::timestamptz, form, post_unit, post, confirmed
        FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS g(${sql.raw(FACT_FIELDS)})`,
    },
    ...forms.flatMap(({ row }) => [
      { call: 'stop_clock', values: [row.id, FORM_CLOCK, now] },
      ...(row.lateUntil === null ? [] : [{ call: 'stop_clock', values: [row.id, lateClock(row.lateUntil), now] }]),
    ]),
  ];
}
