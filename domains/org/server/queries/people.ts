// SPDX-License-Identifier: Apache-2.0
import { type OrgPath, rangeOf } from '@beichen/kernel/paths.ts';
import { type CivilDate, dateOf } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { peopleFound } from '../../model/posts.ts';
import { fitsName, searchTerms } from '../../rules/names.ts';
import type { PostDeps } from './posts.ts';
import { unitsById } from './units.ts';

/** Names of so many people are compared with what was typed; among more, only a whole name is found. */
const MOST_COMPARED = 5_000;
const MOST_FOUND = 20;

type Holder = {
  readonly person: string;
  readonly unit: number;
  readonly role: string;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
};

/** Where the acting person sees whole names: units of the kinds whose posts they give, below where they hold the role that gives them. */
async function placesOf(tx: Database, deps: PostDeps, today: CivilDate) {
  const { rows } = await sql<{ role: string; path: OrgPath }>`
    SELECT DISTINCT role, path FROM access_grant WHERE person = current_person() AND "from" <= ${today} AND ("to" IS NULL OR "to" > ${today})`.execute(
    tx,
  );
  return rows.flatMap(({ role, path }) => {
    const kinds = deps.roles.filter(({ appointedBy }) => appointedBy.includes(role)).flatMap(({ at }) => at);
    return [...new Set(kinds)].map((kind) => ({ ...rangeOf(path), kind }));
  });
}

/** Who may be known by what was typed: all of them where they are few enough to compare, else those of exactly this name. */
async function subjectsLike(tx: Database, deps: PostDeps, about: { typed: string; holders: readonly Holder[] }) {
  const { typed, holders } = about;
  const subjects = holders.map(({ person }) => person);
  if (holders.length > MOST_COMPARED) return await deps.vault.find(tx, 'name', typed.trim());
  const terms = searchTerms(typed);
  return await deps.vault.filter(tx, { subjects, field: 'name', fits: (name) => fitsName(name, terms) });
}

/**
 * People who hold or held a post where the acting person gives posts, by a part of the name, its sound or initials. Their names are
 * whole, and each that is shown is a reading in the audit; nobody else's name is compared or shown.
 */
export async function findPeople(
  { tx, actor, now }: QueryContext,
  deps: PostDeps,
  typed: string,
): Promise<z.infer<typeof peopleFound>> {
  const places = await placesOf(tx, deps, dateOf(now, deps.zone));
  const { rows: holders } = await sql<Holder>`
    SELECT person, unit, role, since, until FROM holders_within(${JSON.stringify(places)}::jsonb, ${MOST_COMPARED + 1})`.execute(
    tx,
  );
  const byPerson = new Map(holders.map((holder) => [holder.person, holder]));
  const fitting = await subjectsLike(tx, deps, { typed, holders });
  const found = fitting.flatMap((person) => byPerson.get(person) ?? []);
  const shown = found.slice(0, MOST_FOUND);
  const names = await deps.vault.revealAll(tx, {
    subjects: shown.map(({ person }) => person),
    field: 'name',
    purpose: 'show-colleague',
    actor: nameOf(actor),
    now,
  });
  const units = new Map((await unitsById(tx, [...new Set(shown.map(({ unit }) => unit))])).map((one) => [one.id, one]));
  return {
    people: shown.flatMap(({ person, unit, role, since, until }) => {
      const name = names.get(person);
      const title = deps.roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role };
      return name === undefined
        ? []
        : [{ person, name, unitName: units.get(unit)?.name ?? '', roleTitle: title, from: since, until }];
    }),
    more: found.length > MOST_FOUND,
    wholeNamesOnly: holders.length > MOST_COMPARED,
  };
}
