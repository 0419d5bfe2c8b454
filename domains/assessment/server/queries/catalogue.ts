// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { CatalogueEntry } from '../../model/catalogue.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { assessmentTables } from '../tables.ts';

type Using = CatalogueEntry['methods'];

/** The published methods that look at each measure, in the words of their newest edition, with the editions that do. */
async function methodsUsing(tx: Database): Promise<(measure: string) => Using> {
  const editions = await assessmentTables(tx)
    .selectFrom('method_edition')
    .select(['method', 'edition', 'outline', 'measures'])
    .orderBy('method')
    .orderBy('id')
    .execute();
  const byMethod = [...Map.groupBy(editions, ({ method }) => method)];
  return (measure) =>
    byMethod.flatMap(([method, all]) => {
      const using = all.filter(({ measures }) => measures.includes(measure));
      const newest = all.at(-1);
      if (newest === undefined || using.length === 0) return [];
      return [{ method, title: newest.outline.title, editions: using.map(({ edition }) => edition) }];
    });
}

/** Every measure of the catalogue, in its order, with the published methods that look at it. */
export async function catalogueEntries(tx: Database, deps: FactDeps): Promise<CatalogueEntry[]> {
  const using = await methodsUsing(tx);
  return [...deps.catalogue.measures].map(([id, entry]) => {
    const { title, nature, form, unit, numerator, denominator, owner, basis, source, domain } = entry;
    const combine = deps.measures.get(id)?.declaration.combine ?? null;
    return {
      id,
      title,
      nature,
      form,
      unit,
      numerator,
      denominator,
      owner,
      basis,
      source,
      domain,
      combine,
      methods: using(id),
    };
  });
}
