// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { CatalogueEntry } from '../../model/catalogue.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { assessmentTables } from '../tables.ts';

/** Every measure of the catalogue, in its order, with the published methods that look at it. */
export async function catalogueEntries(tx: Database, deps: FactDeps): Promise<CatalogueEntry[]> {
  const editions = await assessmentTables(tx)
    .selectFrom('method_edition')
    .distinctOn('method')
    .select(['method', 'outline', 'measures'])
    .orderBy('method')
    .orderBy('id', 'desc')
    .execute();
  return [...deps.catalogue.measures].map(([id, entry]) => {
    const { title, nature, form, unit, numerator, denominator, owner, basis, source, domain } = entry;
    const methods = editions
      .filter(({ measures }) => measures.includes(id))
      .map(({ method, outline }) => ({ method, title: outline.title }));
    const combine = deps.measures.get(id)?.declaration.combine ?? null;
    return { id, title, nature, form, unit, numerator, denominator, owner, basis, source, domain, combine, methods };
  });
}
