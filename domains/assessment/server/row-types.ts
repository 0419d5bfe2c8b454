// SPDX-License-Identifier: Apache-2.0
// Written by `npm run tables` from the database that the migrations make.
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Read as the value, written as its text. */
type Json = ColumnType<unknown, string, string>;

export type AssessmentRows = {
  /** Published editions of methods: the file as it is, its SHA-256, and the outline that screens need. A row never changes; a change is a new edition. */
  method_edition: {
    id: GeneratedAlways<number>;
    method: string;
    edition: string;
    subject: string;
    period_kind: string | null;
    starts: CivilDate | null;
    ends: CivilDate | null;
    outline: Json;
    measures: string[];
    source: string;
    digest: string;
    published_at: Instant;
    draft: string | null;
    approval: Json | null;
    published_by: string | null;
  };
  /** Catalogues of measures as they were loaded, by SHA-256: a final result keeps the words that it was told in. */
  catalogue_edition: {
    digest: string;
    source: string;
    loaded_at: Instant;
  };
  /** Facts that no record gives, as they were declared; the latest of a unit, measure and period holds. declared_by is null for what the pack brought; otherwise form, declared_unit and declared_post say by which form and in which post. */
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
    form: string | null;
    declared_unit: number | null;
    declared_post: Json | null;
    confirmed: boolean | null;
  };
  /** Runs of a method over a period: the live one, which follows the facts; frozen ones, which keep them: those shown for notice and final ones, in one chain by supersedes. unit_id is the root of what it covers. trial: measures were lacking, so it carries no digest. failed: a freeze that was asked for and given up. */
  evaluation: {
    id: string;
    edition: number;
    catalogue: string | null;
    period: string;
    state: string;
    unit_id: number;
    path: string;
    tree_date: CivilDate;
    as_of: Instant;
    lacking: string[];
    digest: string | null;
    supersedes: string | null;
    requested_by: string | null;
    settled_at: Instant | null;
    requested_unit: number | null;
    requested_post: Json | null;
    aim: Generated<string>;
  };
  /** The units of an evaluation and those above them, copied as they stood on its tree date. place is the path of that day, path that of today. */
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
  /** The facts of a frozen evaluation, with the records behind each and which of them count in the numerator, or the declaration that it was; corrected where a review put another figure in its place. */
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
    corrected: string | null;
  };
  /** What an evaluation gives a unit, with its whole explanation: made by the worker, which sees the peers; read by whoever sees the unit. hash covers all of it. */
  result: {
    evaluation: string;
    unit_id: number;
    path: string;
    peer_group: string;
    stars: number;
    won: string[];
    marks: string[];
    complete: boolean;
    points: Json;
    total: number;
    rank: number | null;
    rank_all: number | null;
    grade: string | null;
    explanation: Buffer;
    hash: string;
  };
  /** Public notices, each of the evaluation with its id: under which document, for how long (rule), to whom objections go and by when those are settled, as the city had it then. Opened when the evaluation is frozen; due_at is the first moment at which it no longer runs. */
  notice: {
    id: string;
    unit_id: number;
    path: string;
    document: string;
    rule: Json;
    objections_to: Json;
    objection_rule: Json;
    opened_at: Instant | null;
    due_at: Instant | null;
    estimated: boolean | null;
  };
  /** Objections to what a notice shows of a unit, by the unit itself or by a resident; answered once, with a reason that the objector reads. contact is a subject of the vault; who answered is told as the post. */
  objection: {
    id: string;
    notice: string;
    unit_id: number;
    path: string;
    source: string;
    section: string | null;
    item: string | null;
    reason: string;
    contact: string | null;
    by_person: string | null;
    by_post: Json | null;
    made_at: Instant;
    due_at: Instant;
    estimated: boolean;
    state: string;
    answer: string | null;
    decided_by: string | null;
    decided_unit: number | null;
    decided_post: Json | null;
    decided_at: Instant | null;
  };
  /** Drafts of methods: the file as it stands, how many faults it has (0: it is checked), and the edition that it was made from. They lie at the city or at a county; seen and changed where posts reach that unit. */
  method_draft: {
    id: string;
    unit_id: number;
    path: string;
    base: number | null;
    source: string;
    version: number;
    faults: number;
    started_by: string | null;
    started_at: Instant;
    saved_by: string | null;
    saved_at: Instant;
    published_at: Instant | null;
    withdrawn_at: Instant | null;
  };
  /** Reviews of a period by an edition: the steps as they were laid down when it was opened, each with its last day. unit_id is the root of what it covers. */
  review: {
    id: string;
    edition: number;
    period: string;
    unit_id: number;
    path: string;
    steps: Json;
    opened_by: string;
    opened_unit: number | null;
    opened_post: Json | null;
    opened_at: Instant;
  };
  /** What the steps of a review said, in the order of n. Of a fact: explained by its unit, corrected (num, den hold from then on; was_ is what stood before), restored, held by owner_unit's turn, released, urged. Of a whole section, without measure: passed or returned. by_post is what the post was called. */
  judgement: {
    id: string;
    n: GeneratedAlways<number>;
    review: string;
    unit_id: number;
    path: string;
    section: string;
    measure: string | null;
    step: string;
    act: string;
    num: number | null;
    den: number | null;
    was_num: number | null;
    was_den: number | null;
    reason: string | null;
    owner_unit: number | null;
    seen_on: CivilDate | null;
    by_person: string;
    by_unit: number;
    by_post: Json;
    at: Instant;
  };
  /** Meetings of the joint review, with the units that were there and those that were not. The one that concludes ends the review; decision is what settled it although facts were held. */
  review_meeting: {
    id: string;
    review: string;
    unit_id: number;
    path: string;
    held_on: CivilDate;
    present: string[];
    absent: string[];
    minutes: string;
    concludes: boolean;
    decision: string | null;
    by_person: string;
    by_unit: number;
    by_post: Json;
    recorded_at: Instant;
  };
  /** Requests for facts: who asks, in which post, for which figures, of what lies below unit_id, on what basis and what for. asked: how many units; beyond: for how many of them it goes beyond what a month may ask, so that it opens only when somebody else approves. */
  fact_request: {
    id: string;
    unit_id: number;
    path: string;
    edition: number;
    period: string;
    measures: string[];
    owner: string;
    basis: string;
    purpose: string;
    working_days: number;
    month: string;
    asked: number;
    beyond: number;
    made_by: string;
    made_unit: number;
    made_post: Json;
    made_at: Instant;
    opened_at: Instant | null;
    due_at: Instant | null;
    last_day: CivilDate | null;
    approved_by: string | null;
    approved_unit: number | null;
    approved_post: Json | null;
  };
  /** What one unit is asked by a request: its draft, when it was handed in and in which post, when it was urged, and the exception after the due time with the post that granted it. */
  fact_form: {
    id: string;
    request: string;
    unit_id: number;
    path: string;
    due_at: Instant;
    draft: Json;
    draft_version: number;
    draft_at: Instant | null;
    handed_at: Instant | null;
    handed_by: string | null;
    handed_unit: number | null;
    handed_post: Json | null;
    urged_at: Instant | null;
    late_reason: string | null;
    late_asked_at: Instant | null;
    late_asked_by: string | null;
    late_until: Instant | null;
    late_last_day: CivilDate | null;
    late_granted_by: string | null;
    late_granted_unit: number | null;
    late_granted_post: Json | null;
  };
  /** Final results whose ranks may be seen: under which document, what was approved, and in which post they were released. Without a row nobody sees a rank but those who prepare it. */
  ranking_release: {
    id: string;
    evaluation: string;
    unit_id: number;
    path: string;
    document: string;
    approval: string;
    dated: CivilDate;
    by_person: string;
    by_unit: number | null;
    by_post: Json | null;
    at: Instant;
  };
  /** Batches of names on a final result: document, date, and the basis of the method as it was when the city named. unit_id is the root of what the result covers. */
  naming: {
    id: string;
    evaluation: string;
    unit_id: number;
    path: string;
    document: string;
    dated: CivilDate;
    basis: Json;
    by_person: string;
    by_unit: number | null;
    by_post: Json | null;
    at: Instant;
  };
  /** Who is named in a batch: grade and stars of the result, and the honour with its rewards as the city had them then. */
  named_unit: {
    naming: string;
    unit_id: number;
    path: string;
    grade: string;
    won: string[];
    honour: Json;
  };
  /** Stars that were named and taken back (摘星), with reason, basis and date. The result stays as it is; only another naming gives the star again. */
  star_withdrawal: {
    id: string;
    naming: string;
    unit_id: number;
    path: string;
    section: string;
    reason: string;
    basis: string;
    dated: CivilDate;
    by_person: string;
    by_unit: number | null;
    by_post: Json | null;
    at: Instant;
  };
};
