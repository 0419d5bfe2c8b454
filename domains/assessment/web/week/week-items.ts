// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@beichen/kernel/time.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import type { WeekItem } from '@beichen/platform-web/week/week-found.ts';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { FactRequest, FormHead } from '../../model/facts.ts';
import type { ObjectionRow } from '../../model/notice.ts';
import type { ListedReview } from '../../model/review.ts';
import { noticeHref } from '../data/addresses.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { reviewHref } from '../review/review-queries.ts';
import { lastDayOf } from '../shape/last-day.ts';
import { useWords } from '../words.ts';
import type { NextStep } from './next-steps.ts';

/** What tells things in the reader's language and the city's calendar. */
type Telling = {
  readonly say: ReturnType<typeof useWords>;
  readonly name: ReturnType<typeof useNames>;
  readonly named: ReturnType<typeof usePeriodName>;
  readonly until: (day: string) => string;
  readonly zone: string;
};

export function useTelling(): Telling {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { zone } = useSession().city;
  return { say, name, named, until: (day) => say('week.until', { date: dateText(day, language) }), zone };
}

/** A form that is open to the reader. */
export function formItem({ id, name: unit, method, period, figures, lastDay }: FormHead, tell: Telling): WeekItem {
  const { say, name, named, until } = tell;
  return {
    key: id,
    title: say('week.form', { period: named(period), count: figures }),
    about: `${unit} ${name(method)}`,
    lastDay,
    late: false,
    time: until(lastDay),
    href: `/facts/forms/${id}`,
    doing: say('week.form.do'),
  };
}

/** The reader's step of a review, or the meeting that ends it; nothing where it is neither's turn. */
export function reviewItem(review: ListedReview, { say, name, named, until }: Telling): WeekItem | undefined {
  const { id, period, title, turn, toConvene, steps } = review;
  const common = { key: id, about: `${named(period)} ${name(title)}`, late: false, href: reviewHref(id) };
  if (toConvene)
    return {
      ...common,
      title: say('week.meeting'),
      lastDay: null,
      time: say('week.meeting.due'),
      doing: say('week.meeting.do'),
    };
  const step = steps.find((one) => one.id === turn?.step);
  if (turn === null || step === undefined) return undefined;
  return {
    ...common,
    title: say('week.review', { step: name(step.title), count: turn.waits }),
    lastDay: step.due,
    time: until(step.due),
    doing: say('week.review.do'),
  };
}

/** An objection that the reader may answer. */
export function objectionItem(objection: ObjectionRow, { say, name, named, until, zone }: Telling): WeekItem {
  const { id, unit, period, section, dueAt, notice } = objection;
  const last = dateOf(lastDayOf(dueAt), zone);
  return {
    key: id,
    title: say('week.objection', { unit: unit.name }),
    about: `${named(period)} ${section === null ? say('objection.whole') : name(section)}`,
    lastDay: last,
    late: false,
    time: until(last),
    href: noticeHref(notice),
    doing: say('objection.settle'),
  };
}

/** What a period waits for beside that. */
export function stepItem(
  { kind, href, period, title, lastDay }: NextStep,
  { say, name, named, until }: Telling,
): WeekItem {
  return {
    key: `${kind} ${href}`,
    title: say(`week.${kind}`),
    about: `${named(period)} ${name(title)}`,
    lastDay,
    late: false,
    time: lastDay === null ? say(`week.${kind}.since`) : until(lastDay),
    href,
    doing: say(`week.${kind}.do`),
  };
}

/** Somebody else's request that goes over the limit. */
export function requestItem(request: FactRequest, { say, named }: Telling): WeekItem {
  const { id, place, period, measures, madeBy, beyond } = request;
  return {
    key: id,
    title: say('week.request', { unit: madeBy.unit, count: measures.length }),
    about: `${place} ${named(period)}`,
    lastDay: null,
    late: false,
    time: say('week.request.beyond', { count: beyond }),
    href: '/facts/requests',
    doing: say('week.request.do'),
  };
}
