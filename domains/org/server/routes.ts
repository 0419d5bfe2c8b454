// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { childrenPage, foundPage, type OrgPack, type OrgUnit, unitId, unitPage } from '../model.ts';
import { getUnit } from './public.ts';
import { chainOf, childrenOf, countsOf, isInside, rootsOf, searchUnits, unitsById } from './queries.ts';

const MOST_FOUND = 20;
const MOST_CHILDREN = 200;
const door = { permission: 'org.read' };
const byId = z.object({ id: unitId });

type Kinds = OrgPack['kinds'];

function shown(unit: OrgUnit, kinds: Kinds) {
  const { id, code, kind, name, level } = unit;
  return { id, code, kind, kindTitle: kinds[kind] ?? { zh: kind, en: kind }, name, level };
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
    query: z.object({}),
    output: unitPage,
    async run({ tx, actor }, { params }) {
      const unit = await getUnit(tx, params.id);
      const chain = await chainOf(tx, unit);
      const { nameEntered, children, below } = await countsOf(tx, unit);
      const inside = isInside(unit.path, rootsOf(actor));
      return {
        unit: { ...shown(unit, kinds), nameEntered, class: unit.class, zone: unit.zone },
        chain: chain.map((above) => shown(above, kinds)),
        children: inside ? children : null,
        below: inside ? below : null,
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
      after: unitId.optional().describe('上一页给出的 next'),
      limit: z.coerce.number().int().min(1).max(MOST_CHILDREN).default(50).describe('每页个数'),
    }),
    output: childrenPage,
    async run({ tx }, { params, query: { after, limit } }) {
      const unit = await getUnit(tx, params.id);
      const { units, next } = await childrenOf(tx, unit.id, { after, limit });
      return { units: units.map((child) => ({ ...shown(child, kinds), leaf: child.leaf })), next };
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
          ...shown(unit, kinds),
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
