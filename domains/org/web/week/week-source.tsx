// SPDX-License-Identifier: Apache-2.0
import type { WeekSourceProps } from '@beichen/platform-web/week/week-found.ts';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { HANDOVERS_HREF } from '../data/addresses.ts';
import { handoversQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';

/** Posts that the reader took over and has not confirmed. */
export default function OrgWeek({ children }: WeekSourceProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useQuery(handoversQuery);
  const mine = (data?.handovers ?? []).filter((one) => one.mine && one.confirmedAt === null);
  return children({
    items: mine.map(({ id, unitName, roleTitle, on }) => ({
      key: id,
      title: say('week.handover', { post: name(roleTitle) }),
      about: unitName,
      lastDay: null,
      late: false,
      time: say('week.since', { date: dateText(on, language) }),
      href: HANDOVERS_HREF,
      doing: say('week.handover.do'),
    })),
    rest: null,
    pending: isPending,
    error,
    again: () => void refetch(),
  });
}
