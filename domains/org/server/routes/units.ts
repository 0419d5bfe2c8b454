// SPDX-License-Identifier: Apache-2.0

import { may } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDateSchema } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import type { OrgPack } from '../../model/pack.ts';
import { childrenPage, foundPage, type OrgUnit, unitId, unitPage } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import { getUnit } from '../public.ts';
import { chainOn, childrenOn, countsOn, findUnitOn } from '../queries/as-of.ts';
import { groundKinds } from '../queries/boundaries.ts';
import { shownUnit } from '../queries/shown-unit.ts';
import { chainOf, childrenOf, countsOf, isInside, rootsOf, searchUnits, unitsById } from '../queries/units.ts';

const MOST_FOUND = 20;
const MOST_CHILDREN = 200;
const door = { permission: 'org.read' };
const byId = z.object({ id: unitId });

type Kinds = OrgPack['kinds'];

const onDay = civilDateSchema.optional().describe('哪一天的区划；不写为今天');

/** The tree of today, or of another day. */
function treeOf(tx: Database, on: CivilDate | undefined) {
  if (on === undefined)
    return {
      get: (id: number) => getUnit(tx, id),
      chain: (unit: OrgUnit) => chainOf(tx, unit),
      counts: (unit: OrgUnit) => countsOf(tx, unit),
      children: (parent: number, page: { after: number | undefined; limit: number }) => childrenOf(tx, parent, page),
    };
  return {
    async get(id: number): Promise<OrgUnit> {
      const unit = await findUnitOn(tx, on, id);
      if (unit === undefined) throw new Refusal(orgErrors.notThen);
      return unit;
    },
    chain: (unit: OrgUnit) => chainOn(tx, on, unit),
    counts: (unit: OrgUnit) => countsOn(tx, on, unit),
    children: (parent: number, page: { after: number | undefined; limit: number }) =>
      childrenOn(tx, on, { parent, ...page }),
  };
}

/** The permissions that the actor holds on the unit's own open records. */
function abilitiesOn(actor: Actor, unit: OrgUnit): string[] {
  if (actor.kind !== 'person') return [];
  const held = new Set(actor.grants.flatMap((grant) => grant.permissions));
  const record = { paths: [unit.path], line: null, sensitivity: 'open' } as const;
  return [...held].filter((permission) => may(actor, permission, record)).sort();
}

function unitRoute(kinds: Kinds): Route {
  return query({
    path: '/api/org/units/{id}',
    summary: { zh: '一个单位及其上级', en: 'A unit and what it lies in' },
    door,
    params: byId,
    query: z.strictObject({ on: onDay }),
    output: unitPage,
    errors: [orgErrors.notThen],
    async run({ tx, actor }, { params, query: { on } }) {
      const tree = treeOf(tx, on);
      const unit = await tree.get(params.id);
      const chain = await tree.chain(unit);
      const { nameEntered, children, below } = await tree.counts(unit);
      const inside = isInside(unit.path, rootsOf(actor));
      return {
        unit: {
          ...shownUnit(unit, kinds),
          nameEntered,
          class: unit.class,
          zone: unit.zone,
          ground: groundKinds(kinds).includes(unit.kind),
        },
        chain: chain.map((above) => shownUnit(above, kinds)),
        children: inside ? children : null,
        below: inside ? below : null,
        opens: Object.entries(kinds)
          .filter(([, { under }]) => under?.includes(unit.kind))
          .map(([kind, { zh, en }]) => ({ kind, title: { zh, en } })),
        abilities: abilitiesOn(actor, unit),
      };
    },
  });
}

function childrenRoute(kinds: Kinds): Route {
  return query({
    path: '/api/org/units/{id}/children',
    summary: { zh: '下一级单位', en: 'The units directly below' },
    door,
    params: byId,
    query: z.object({
      on: onDay,
      after: unitId.optional().describe('上一页给出的 next'),
      limit: z.coerce.number().int().min(1).max(MOST_CHILDREN).default(50).describe('每页个数'),
    }),
    output: childrenPage,
    errors: [orgErrors.notThen],
    async run({ tx }, { params, query: { on, after, limit } }) {
      const tree = treeOf(tx, on);
      const unit = await tree.get(params.id);
      const { units, next } = await tree.children(unit.id, { after, limit });
      return { units: units.map((child) => ({ ...shownUnit(child, kinds), leaf: child.leaf })), next };
    },
  });
}

function searchRoute(kinds: Kinds): Route {
  return query({
    path: '/api/org/search',
    summary: { zh: '按名称、拼音或首字母找单位', en: 'Find units by name, sound or initials' },
    door,
    params: z.object({}),
    query: z.object({ q: z.string().trim().min(1).max(40).describe('名称的一部分、拼音、首字母或代码的开头') }),
    output: foundPage,
    async run({ tx, actor }, { query: { q } }) {
      const found = await searchUnits(tx, q, { roots: rootsOf(actor), limit: MOST_FOUND });
      const aboveIds = new Set(found.flatMap((unit) => idsOf(unit.path).slice(0, -1)));
      const names = new Map((await unitsById(tx, [...aboveIds])).map((unit) => [unit.id, unit.name]));
      return {
        units: found.map((unit) => ({
          ...shownUnit(unit, kinds),
          above: idsOf(unit.path)
            .slice(0, -1)
            .flatMap((id) => names.get(id) ?? []),
        })),
      };
    },
  });
}

export function orgRoutes(kinds: Kinds): Route[] {
  return [unitRoute(kinds), childrenRoute(kinds), searchRoute(kinds)];
}
