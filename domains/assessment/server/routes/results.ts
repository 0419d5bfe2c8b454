// SPDX-License-Identifier: Apache-2.0
import { idsOf } from '@beichen/kernel/paths.ts';
import type { Explanation } from '@beichen/method';
import { query, type Route } from '@beichen/platform-server/http/route.ts';
import { lastYearShape } from '../../model/last-year.ts';
import {
  chartQuery,
  chartShape,
  noInput,
  periodQuery,
  periodsShape,
  unitParams,
  unitShape,
} from '../../model/results.ts';
import type { RankingSettings } from '../../model/settings.ts';
import { nearestStar, starsBeyond } from '../../rules/evaluation.ts';
import { placeOf, settingsOf } from '../../rules/places.ts';
import type { FreezeDeps } from '../actions/freezing.ts';
import type { JudgeDeps } from '../actions/judge.ts';
import type { ReviewDeps } from '../actions/open-review.ts';
import { correctionsShown } from '../queries/facts-behind.ts';
import { lastYearOf } from '../queries/last-year.ts';
import { mayPrepare } from '../queries/ranking.ts';
import type { RecordsDeps } from '../queries/records-behind.ts';
import {
  headOf,
  headRows,
  headsFor,
  type NodeRow,
  nodesOf,
  type ResultLine,
  resultOf,
  resultsOf,
  titledHead,
} from '../queries/results.ts';
import { evaluationRoutes } from './evaluations.ts';
import { reviewRoutes } from './reviews.ts';

const door = { permission: 'assessment.read' } as const;

const nodeOf = ({ place: _, ...node }: NodeRow) => node;

const changesOf = ({ won, before }: ResultLine) => ({
  gained: starsBeyond(won, before),
  lost: before === null ? [] : starsBeyond(before, won),
});

const periods = query({
  path: '/api/assessment/periods',
  summary: { zh: '有考评结果的周期', en: 'Periods that have results' },
  door,
  params: noInput,
  query: noInput,
  output: periodsShape,
  async run({ tx }) {
    return { periods: (await headRows(tx, {})).map(titledHead) };
  },
});

const chart = query({
  path: '/api/assessment/chart',
  summary: { zh: '星图：看得到的全部考核对象', en: 'The star chart: every assessed unit that the caller sees' },
  door,
  params: noInput,
  query: chartQuery,
  output: chartShape,
  async run({ tx, actor }, { query: asked }) {
    const heads = await headsFor(tx, asked);
    const nodes = await nodesOf(tx, heads.head, null);
    const lines = await resultsOf(tx, heads, asked.unit);
    const { outline, path } = heads.head;
    // Points side by side are a ranking, whoever orders them: one that nobody approved, and finer than its bands.
    const ordered = !outline.ranked || mayPrepare(actor, path);
    const stars = outline.sections.filter(({ star }) => star);
    const units = lines.map((line) => {
      const { won: _, before: __, place: ___, rank: ____, sections, total, ...dot } = line;
      const points = ordered ? stars.map(({ id }) => sections[id] ?? 0) : null;
      const near = nearestStar(line.marks, outline.sections, sections);
      return { ...dot, points, total: ordered ? total : null, near, ...changesOf(line) };
    });
    return {
      evaluation: headOf(heads.head),
      previous: heads.previous?.period ?? null,
      nodes: nodes.map(nodeOf),
      units,
    };
  },
});

const unit = (ranking: RankingSettings) =>
  query({
    path: '/api/assessment/units/{id}',
    summary: { zh: '一个单位的结果和原因', en: 'The result of a unit, with its reasons' },
    door,
    params: unitParams,
    query: periodQuery,
    output: unitShape,
    async run({ tx, actor }, { params, query: asked }) {
      const heads = await headsFor(tx, asked);
      const whole = await resultOf(tx, heads, params.id);
      const nodes = await nodesOf(tx, heads.head, idsOf(whole.place));
      const { id, code, kind, name, pinyin, parent, marks, complete, withdrawn, explanation } = whole;
      return {
        evaluation: headOf(heads.head),
        unit: { id, code, kind, name, pinyin, parent },
        chain: nodes.map(nodeOf),
        marks,
        complete,
        ...changesOf(whole),
        corrections: await correctionsShown(tx, { evaluation: heads.head.id, unit: id }),
        withdrawn,
        explanation: told(explanation, ranking, heads.head.released || mayPrepare(actor, heads.head.path)),
      };
    },
  });

const lastYear = query({
  path: '/api/assessment/units/{id}/last-year',
  summary: {
    zh: '上年同期的数据，或者为什么不作同比',
    en: 'The figures of a year before, or why they are not compared',
  },
  door,
  params: unitParams,
  query: periodQuery,
  output: lastYearShape,
  async run({ tx }, { params, query: asked }) {
    const heads = await headsFor(tx, asked);
    await resultOf(tx, heads, params.id);
    return await lastYearOf(tx, heads.head, params.id);
  },
});

/**
 * Ranks are told where they are released, to those who prepare them before that, and only where the ranking shows more than a band; over
 * all groups they are told to nobody.
 */
function told(explanation: Explanation, ranking: RankingSettings, seen: boolean): Explanation {
  const { result, peers, ...rest } = explanation;
  const { rank } = placeOf(seen ? result.rank : null, peers.ranked, ranking);
  return { ...rest, peers, result: { ...result, rank, rank_all: null } };
}

type Deps = RecordsDeps & FreezeDeps & ReviewDeps & JudgeDeps & { readonly ranking: RankingSettings | undefined };

/** A row for each endpoint. */
export function assessmentRoutes(deps: Deps): readonly Route[] {
  return [periods, chart, unit(settingsOf(deps.ranking)), lastYear, ...evaluationRoutes(deps), ...reviewRoutes(deps)];
}
