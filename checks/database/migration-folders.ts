// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { MigrationFolder } from '@beichen/platform-server/db/migrate.ts';
import { domainsOf } from '../domains.ts';
import type { Tree } from '../tree.ts';

/** Ids so that each comes after those that it needs. What needs itself in a circle comes in the order of its name. */
export function inOrderOfNeed(needs: ReadonlyMap<string, readonly string[]>): string[] {
  const ordered = new Set<string>();
  const visit = (id: string, above: readonly string[]): void => {
    if (ordered.has(id) || above.includes(id)) return;
    for (const need of needs.get(id) ?? []) visit(need, [...above, id]);
    ordered.add(id);
  };
  for (const id of [...needs.keys()].sort()) visit(id, []);
  return [...ordered];
}

/** Every folder of migrations in the tree, in the order in which a city gets them: the platform, then the domains by need. */
export function migrationFolders(tree: Tree): MigrationFolder[] {
  const all = [
    { domain: 'platform', folder: 'platform/server/migrations' },
    ...inOrderOfNeed(domainsOf(tree).needs).map((domain) => ({
      domain,
      folder: `domains/${domain}/server/migrations`,
    })),
  ];
  return all
    .filter(({ folder }) => tree.files.some((file) => file.startsWith(`${folder}/`)))
    .map(({ domain, folder }) => ({ domain, folder: join(tree.root, folder) }));
}
