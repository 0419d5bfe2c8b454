// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Method } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Outline } from '../../model/results.ts';
import { measuresOf } from '../../rules/evaluation.ts';
import { circleOf, faultOfName, findResultMeasure, type NamedMethod } from '../../rules/result-measures.ts';
import { assessmentTables } from '../tables.ts';

/** The latest edition of each method, as far as another may rest on its results. */
export type Standing = ReadonlyMap<string, NamedMethod & { readonly measures: readonly string[] }>;

export async function standingMethods(tx: Database): Promise<Standing> {
  const rows = await assessmentTables(tx)
    .selectFrom('method_edition')
    .distinctOn('method')
    .select(['method', 'period_kind', 'outline', 'measures'])
    .orderBy('method')
    .orderBy('id', 'desc')
    .execute();
  const sectionsOf = ({ sections }: Outline): string[] => sections.map(({ id }) => id);
  return new Map(
    rows.map(({ method, period_kind: period, outline, measures }) => [
      method,
      { period, sections: sectionsOf(outline), measures },
    ]),
  );
}

/** Results that a draft names and that there are not, or that rest on its own in the end. */
export function faultsOfNames(method: Method, source: string, standing: Standing): InputFault[] {
  const at = (name: string): string => `source:${source.split('\n').findIndex((row) => row.includes(name)) + 1}:1`;
  const measures = measuresOf(method);
  const faults = measures.flatMap((name) => {
    const what = findResultMeasure(name) === undefined ? undefined : faultOfName(name, standing);
    const mend = { zh: '改用已发布办法的结果，或删去', en: 'name a result of a published method, or take it out' };
    return what === undefined
      ? []
      : [{ path: at(name), what: { zh: `“${name}”：${what.zh}`, en: `"${name}": ${what.en}` }, mend }];
  });
  const named = new Map([...standing].map(([id, one]) => [id, one.measures]));
  const circle = circleOf(named.set(method.method, measures));
  if (circle === undefined) return faults;
  const trail = circle.join(' → ');
  const what = { zh: `考核办法互相引用结果，成环：${trail}`, en: `results rest on each other: ${trail}` };
  const mend = { zh: '去掉其中一处引用', en: 'take one of the references away' };
  return [...faults, { path: at(`assessment.${circle[1]}.`), what, mend }];
}
