// SPDX-License-Identifier: Apache-2.0

/**
 * The place of a unit in a tree: the internal ids from the root down, each closed by a separator, as in `1/14/233/`.
 * Because every id is closed, a subtree is the texts that start with its root's path, and 3 never matches 30. Compared by code
 * point (collation C), a subtree is one range of an index.
 */
export type OrgPath = string;

const SHAPE = /^(\d+\/)+$/;

export function isOrgPath(text: string): text is OrgPath {
  return SHAPE.test(text);
}

/** The path of a child. Ids are positive whole numbers. */
export function childPath(parent: OrgPath | '', id: number): OrgPath {
  return `${parent}${id}/`;
}

/** Whether `path` is `root` itself or lies below it. */
export function isWithin(path: OrgPath, root: OrgPath): boolean {
  return path.startsWith(root);
}

/** The ids from the root down to the unit itself. */
export function idsOf(path: OrgPath): number[] {
  return path.split('/').slice(0, -1).map(Number);
}

/** The subtree as a half-open range of texts: `low <= path < high`. The separator's successor by code point closes it. */
export function rangeOf(root: OrgPath): { readonly low: string; readonly high: string } {
  return { low: root, high: `${root.slice(0, -1)}0` };
}

/** The same subtrees without those that lie inside another, in order. */
export function outermost(paths: readonly OrgPath[]): OrgPath[] {
  const sorted = [...new Set(paths)].sort();
  const kept: OrgPath[] = [];
  for (const path of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !isWithin(path, last)) kept.push(path);
  }
  return kept;
}
