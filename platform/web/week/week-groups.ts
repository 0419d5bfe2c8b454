// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, sundayOf } from '@beichen/kernel/time.ts';
import type { WeekItem } from './week-found.ts';

export const WEEK_GROUPS = ['overdue', 'today', 'week', 'undated', 'later'] as const;
export type WeekGroup = (typeof WEEK_GROUPS)[number];

/** The group in which something stands on a day. What has no last day can be done at any time: it stands before what is due after this week. */
export function weekGroupOf({ late, lastDay }: Pick<WeekItem, 'late' | 'lastDay'>, today: CivilDate): WeekGroup {
  if (late || (lastDay !== null && lastDay < today)) return 'overdue';
  if (lastDay === null) return 'undated';
  if (lastDay === today) return 'today';
  return lastDay <= sundayOf(today) ? 'week' : 'later';
}

/** The groups that hold something, each by its last days. */
export function weekGroups(
  items: readonly WeekItem[],
  today: CivilDate,
): { readonly group: WeekGroup; readonly items: readonly WeekItem[] }[] {
  const byGroup = Map.groupBy(items, (item) => weekGroupOf(item, today));
  return WEEK_GROUPS.flatMap((group) => {
    const found = byGroup.get(group);
    if (found === undefined) return [];
    const last = ({ lastDay }: WeekItem): string => lastDay ?? '';
    return [{ group, items: found.toSorted((a, b) => (last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0)) }];
  });
}
