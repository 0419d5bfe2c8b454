// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import { type AccountSettings, type Pack, PackReader } from '../packs/read-pack.ts';
import { type DemoPeople, readDemoPeople } from './demo-people.ts';
import { type Role, readRoles } from './roles.ts';

/** The posts of a city: what each gives its holder, and who holds one in the demo. */
export type Posts = {
  readonly roles: readonly Role[];
  readonly people: DemoPeople | undefined;
  readonly settings: AccountSettings;
};

/** Reads a pack's posts, held against the permissions that the domains declare. @throws BrokenPack with all faults */
export async function readPosts(
  pack: Pack,
  declarations: readonly ModuleDeclaration[],
  about: { readonly demo: boolean },
): Promise<Posts> {
  const reader = new PackReader(pack.folder);
  const declared = new Set(declarations.flatMap(({ permissions }) => permissions.map(({ id }) => id)));
  const roles = await readRoles(reader, pack.roles, declared);
  const file = about.demo ? pack.demo?.people : undefined;
  const people = file === undefined ? undefined : await readDemoPeople(reader, file, { roles, lines: pack.lines });
  reader.check();
  return { roles, people, settings: pack.accounts };
}
