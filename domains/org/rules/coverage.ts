// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { DueRelation, UnitKind } from '../model/pack.ts';

/**
 * What units of a kind should have: a Party body that covers them, a patron, a post that somebody holds, a number of households that is
 * entered, and that is not too large and not too small.
 */
export type Due = {
  readonly id: string;
  readonly about: 'covers' | 'tie' | 'post' | 'counted' | 'over' | 'under';
  /** The kind of the units. */
  readonly kind: string;
  /** The kind of the body, the kind of the relation, the role of the post, or the bound. */
  readonly by: string;
  readonly kindTitle: Words;
  readonly byTitle: Words;
  /** How those are called that lack it. */
  readonly title: Words;
};

type Kinds = Readonly<Record<string, UnitKind>>;
type Roles = readonly { readonly id: string; readonly title: Words }[];
type Said = Pick<Due, 'about' | 'by' | 'byTitle' | 'title'>;

const PATRON: Readonly<Record<DueRelation, Words>> = { sponsors: { zh: '分包人', en: 'Patron' } };

function without({ zh, en }: UnitKind, by: Words): Words {
  return { zh: `没有${by.zh}的${zh}`, en: `${en} without ${by.en}` };
}

function* sizeDues(kind: UnitKind): Generator<Said> {
  const { zh, en, households: size } = kind;
  if (size === undefined) return;
  const { least, most } = size;
  const households = { zh: '登记户数', en: 'Number of households' };
  if (least !== undefined || most !== undefined)
    yield {
      about: 'counted',
      by: '0',
      byTitle: households,
      title: { zh: `没有登记户数的${zh}`, en: `${en} whose households are not entered` },
    };
  if (most !== undefined)
    yield {
      about: 'over',
      by: String(most),
      byTitle: { zh: `不超过${most}户`, en: `At most ${most} households` },
      title: { zh: `超过${most}户的${zh}`, en: `${en} of more than ${most} households` },
    };
  if (least !== undefined)
    yield {
      about: 'under',
      by: String(least),
      byTitle: { zh: `不少于${least}户`, en: `At least ${least} households` },
      title: { zh: `不到${least}户的${zh}`, en: `${en} of fewer than ${least} households` },
    };
}

function* saidOf(kind: UnitKind, kinds: Kinds, roles: Roles): Generator<Said> {
  const body = kind.covered_by === undefined ? undefined : kinds[kind.covered_by];
  if (kind.covered_by !== undefined && body !== undefined) {
    const title = { zh: `没有${body.zh}覆盖的${kind.zh}`, en: `${kind.en} not covered by ${body.en}` };
    yield { about: 'covers', by: kind.covered_by, byTitle: { zh: body.zh, en: body.en }, title };
  }
  for (const due of kind.due ?? [])
    yield { about: 'tie', by: due, byTitle: PATRON[due], title: without(kind, PATRON[due]) };
  const role = roles.find(({ id }) => id === kind.staffed_by);
  if (role !== undefined) yield { about: 'post', by: role.id, byTitle: role.title, title: without(kind, role.title) };
  yield* sizeDues(kind);
}

/** All that the pack says units should have, kind by kind in its order. */
export function duesOf(kinds: Kinds, roles: Roles): Due[] {
  return Object.entries(kinds).flatMap(([id, kind]) =>
    [...saidOf(kind, kinds, roles)].map((said) => ({
      id: `${said.about === 'tie' ? said.by : said.about}.${id}`,
      kind: id,
      kindTitle: { zh: kind.zh, en: kind.en },
      ...said,
    })),
  );
}

/** Posts that kinds ask for and no role is called by. Which roles there are is known only once all domains have said their permissions. */
export function unknownPosts(kinds: Kinds, roles: Roles): string[] {
  const asked = Object.values(kinds).flatMap(({ staffed_by }) => staffed_by ?? []);
  return asked.filter((post) => !roles.some(({ id }) => id === post));
}
