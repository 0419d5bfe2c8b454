// SPDX-License-Identifier: Apache-2.0
import type { StarState } from '@beichen/platform-web/ui/star/star-shapes.ts';
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { z } from 'zod';
import type { StarMark, unitShape } from '../../model/results.ts';
import { starSections, starState } from './star-kinds.ts';

/** How one star stands, with what the words under its badge need. */
export type StarStanding = {
  readonly mark: StarMark;
  /** Named, and taken back since: the result itself is unchanged. */
  readonly withdrawn: boolean;
  readonly state: StarState;
  /** `null` while data are missing: what is there so far is no result. */
  readonly points: number | null;
  readonly full: number;
  readonly win: number;
  /** Points wanting, as they are read: 1.07. */
  readonly gap: string | undefined;
};

/** The stars of a unit in the order of its method. */
export function standingsOf({ evaluation, marks, explanation, withdrawn }: z.infer<typeof unitShape>): StarStanding[] {
  const { outline } = evaluation;
  const stars = starSections(outline);
  return stars.map(({ id, full, win }, at) => {
    const mark = marks[at] ?? 'incomplete';
    const section = explanation.sections.find((one) => one.id === id);
    return {
      mark,
      withdrawn: withdrawn.includes(id),
      state: withdrawn.includes(id) ? 'removed' : starState(mark),
      points: mark === 'incomplete' ? null : (section?.points ?? null),
      full,
      win: win ?? full,
      gap: section?.gap == null ? undefined : numberText(section.gap, outline.decimals),
    };
  });
}
