// SPDX-License-Identifier: Apache-2.0

import { instant } from '@beichen/kernel/time.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { useQueries } from '@tanstack/react-query';
import { type Asked, listQuery } from '../data/queries.ts';
import type { DueSpan } from '../due/due-span.ts';
import { conditionsOf, conditionsOfSpan, GROUPS, type Group, OPEN_GROUPS, type Today, todayOf } from '../due/groups.ts';
import type { BoardAsked } from './asked.ts';

/** How many cards stand in a column before “more”. */
const SHOWN = 5;

/** Today and this week, by the server's clock. */
export function useToday(): Today {
  const { now, city } = useSession();
  return todayOf(instant(now), city.zone);
}

/** The unit that is looked at: the one asked for, else that of the reader's first post. */
export function useUnit({ unit }: BoardAsked): number | undefined {
  const { posts } = useSession();
  return unit ?? posts[0]?.unit.id;
}

/** What is listed: a group, or what is due in some days. */
export type Listed = Group | DueSpan;

export function listAskedOf(asked: BoardAsked, about: { listed: Listed; unit: number; today: Today }): Asked {
  const { by, category } = asked;
  const { listed, unit, today } = about;
  const conditions = typeof listed === 'string' ? conditionsOf(listed, today) : conditionsOfSpan(listed, today.zone);
  return { unit, by, category, ...conditions };
}

/** Every group with its total and its first rows: the total is that of the list that the group opens to. */
export function useGroups(asked: BoardAsked, unit: number) {
  const today = useToday();
  const answers = useQueries({
    queries: GROUPS.map((group) => listQuery({ ...listAskedOf(asked, { listed: group, unit, today }), limit: SHOWN })),
  });
  const groups = GROUPS.map((group, at) => ({ group, page: answers[at]?.data }));
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  return {
    groups,
    open: groups.slice(0, OPEN_GROUPS.length),
    pending: answers.some(({ isPending }) => isPending),
    error: failed?.error ?? null,
    again: () => void Promise.all(answers.map(({ refetch }) => refetch())),
  };
}
