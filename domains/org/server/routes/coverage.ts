// SPDX-License-Identifier: Apache-2.0
import { scopeOf } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { type QueryContext, query, type Route } from '@beichen/platform-server/http/route.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { z } from 'zod';
import { coveragePage, gapsAsked, gapsPage } from '../../model/coverage.ts';
import { type OrgUnit, unitId } from '../../model/units.ts';
import { duesOf } from '../../rules/coverage.ts';
import { getUnit } from '../public.ts';
import { gapsOf, talliesOf } from '../queries/coverage.ts';
import { shownUnit } from '../queries/shown-unit.ts';
import { isInside, unitsById } from '../queries/units.ts';
import type { ChangeDeps } from '../queries/world.ts';

type Deps = ChangeDeps & { readonly roles: readonly Role[] };

const about = { door: { permission: 'org.read' }, params: z.object({ id: unitId }), errors: [platformErrors.notWhole] };

/** The unit, if all below it may be seen: a part of a count would be a wrong one. @throws Refusal */
async function wholeUnit({ tx, actor }: QueryContext, id: number): Promise<OrgUnit> {
  const unit = await getUnit(tx, id);
  if (!isInside(unit.path, scopeOf(actor, 'org.read').all)) throw new Refusal(platformErrors.notWhole);
  return unit;
}

function coverage(deps: Deps): Route {
  return query({
    ...about,
    path: '/api/org/units/{id}/coverage',
    summary: {
      zh: '党组织覆盖、分包、任职的空缺和规模',
      en: 'What lacks a Party body, a patron, or somebody in its post; and what is too large or small',
    },
    query: z.strictObject({}),
    output: coveragePage,
    async run(ctx, { params }) {
      const unit = await wholeUnit(ctx, params.id);
      const dues = duesOf(deps.kinds, deps.roles);
      const tallies = await talliesOf(ctx.tx, { unit, day: dateOf(ctx.now, deps.zone), dues });
      const children = await unitsById(ctx.tx, [...new Set(tallies.flatMap(({ child }) => child ?? []))]);
      const sum = (list: string, key: 'all' | 'lacking') =>
        tallies.filter((one) => one.list === list).reduce((total, one) => total + one[key], 0);
      return {
        unit: shownUnit(unit, deps.kinds),
        lists: dues.map(({ id, about: what, kindTitle, byTitle, title }) => ({
          list: id,
          about: what,
          kindTitle,
          byTitle,
          title,
          all: sum(id, 'all'),
          lacking: sum(id, 'lacking'),
        })),
        below: children
          .sort((a, b) => (a.code < b.code ? -1 : 1))
          .map((child) => ({
            unit: shownUnit(child, deps.kinds),
            tallies: tallies
              .filter((one) => one.child === child.id)
              .map(({ list, all, lacking }) => ({ list, all, lacking })),
          })),
      };
    },
  });
}

function gaps(deps: Deps): Route {
  return query({
    ...about,
    path: '/api/org/units/{id}/gaps',
    summary: {
      zh: '缺党组织覆盖、缺分包、缺人任职或规模不合的单位',
      en: 'The units that lack a Party body, a patron or somebody in a post, or are too large or small',
    },
    query: gapsAsked,
    output: gapsPage,
    async run(ctx, { params, query: { list, after, limit } }) {
      const unit = await wholeUnit(ctx, params.id);
      const due = duesOf(deps.kinds, deps.roles).find(({ id }) => id === list);
      if (due === undefined) throw new Refusal(platformErrors.notFound);
      const asked = { unit, day: dateOf(ctx.now, deps.zone), dues: [due] };
      const { total, units, next } = await gapsOf(ctx.tx, asked, { after, limit });
      return {
        total,
        units: units.map(({ unit: one, above }) => ({ ...shownUnit(one, deps.kinds), above })),
        next,
      };
    },
  });
}

export function coverageRoutes(deps: Deps): Route[] {
  return [coverage(deps), gaps(deps)];
}
