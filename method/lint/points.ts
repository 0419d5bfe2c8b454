// SPDX-License-Identifier: Apache-2.0
import { decimal } from '../amount.ts';
import { mostAdded } from '../bonus.ts';
import type { Draft } from '../check/draft.ts';
import type { CompiledItem, CompiledMethod, CompiledSection } from '../evaluate/compile.ts';
import type { Adjustment, Cap } from '../model.ts';
import { atMost, clamp, tolerance } from '../rounding.ts';
import type { Path } from '../source/read-source.ts';

/**
 * A step between neighbouring levels is a cliff above this share of `full`: one case more or less then moves an item
 * by more than most items of a sheet are worth, and effort goes to the edge instead of to the work.
 */
const CLIFF = 1 / 3;

/** Warns of points that jump, can hardly be had, or can never count, as far as the file alone shows it. */
export function lintPoints(draft: Draft, compiled: CompiledMethod): void {
  for (const [at, section] of compiled.sections.entries()) {
    const path: Path = ['sections', at];
    for (const [index, item] of section.items.entries()) lintCliffs(draft, item, [...path, 'items', index]);
    lintWin(draft, section, path);
  }
  const { adjustments = [], caps = [] } = compiled.method;
  for (const [at, adjustment] of adjustments.entries()) lintAdjustment(draft, adjustment, ['adjustments', at]);
  for (const [at, cap] of caps.entries()) lintCap(draft, cap, { adjustments, path: ['caps', at] });
  lintGrades(draft, compiled);
}

function lintCliffs(draft: Draft, { rule, span }: CompiledItem, path: Path): void {
  if (rule === undefined) return;
  const levels = rule.kind.levels(rule.data).map((points) => clamp(points, span.floor, span.full));
  const limit = span.full * CLIFF;
  levels.forEach((points, at) => {
    const before = levels[at - 1];
    if (before === undefined || atMost(Math.abs(points - before), limit)) return;
    const [from, to] = [decimal(before), decimal(points)];
    draft.fault([...path, 'rule', rule.kind.key], {
      code: 'cliff',
      what: {
        zh: `相邻两档${from}分与${to}分，相差超过满分${decimal(span.full)}分的三分之一`,
        en: `neighbouring levels of ${from} and ${to} points are more than a third of the full ${decimal(span.full)} apart`,
      },
      mend: { zh: '中间加档，或改用linear、curve', en: 'put a level between them, or use linear or curve' },
    });
  });
}

function lintWin(draft: Draft, { star, win, ceiling }: CompiledSection, path: Path): void {
  if (!star || Math.abs(win - ceiling) > tolerance(ceiling)) return;
  draft.fault([...path, 'win'], {
    code: 'win-at-most',
    what: {
      zh: `得星要${decimal(win)}分，正是本部分最高分，一分不能失`,
      en: `win is ${decimal(win)}, the most that the section can come to: not a point may be lost`,
    },
    mend: { zh: '降低win，除非确实要求样样满分', en: 'lower win, unless full points in everything are meant' },
  });
}

function lintAdjustment(draft: Draft, { each, cap }: Adjustment, path: Path): void {
  if (atMost(Math.abs(each), cap)) return;
  draft.fault([...path, 'cap'], {
    code: 'cap-below-each',
    what: {
      zh: `每1计${decimal(Math.abs(each))}分，限额却只有${decimal(cap)}分，一次也计不满`,
      en: `each is ${decimal(Math.abs(each))} but the cap ${decimal(cap)}: not even one counts in full`,
    },
    mend: { zh: '提高cap，或减小each', en: 'raise cap, or lower each' },
  });
}

/** With `take: highest` only one counts, so only a member that is itself above the cap has points that never count. */
function lintCap(
  draft: Draft,
  { of, at, take }: Cap,
  { adjustments, path }: { adjustments: readonly Adjustment[]; path: Path },
): void {
  const caps = adjustments.flatMap(({ id, cap }) => (of.includes(id) ? [cap] : []));
  const highest = take === 'highest';
  const most = highest ? Math.max(...caps) : caps.reduce((sum, cap) => sum + cap, 0);
  if (atMost(most, at)) return;
  draft.fault([...path, 'at'], {
    code: 'cap-hides-weight',
    what: highest
      ? {
          zh: `所列项目最高可计${decimal(most)}分，合并封顶只计${decimal(at)}分，超出的永远不计`,
          en: `a member may come to ${decimal(most)}, but together at most ${decimal(at)} count: the rest never does`,
        }
      : {
          zh: `所列项目的限额合计${decimal(most)}分，合并封顶只计${decimal(at)}分，有的分永远不计`,
          en: `the members’ caps sum to ${decimal(most)}, but at most ${decimal(at)} count: some weight never does`,
        },
    mend: { zh: '降低各项的cap，或提高at', en: 'lower the members’ caps, or raise at' },
  });
}

function lintGrades(draft: Draft, { grades, sections, totalGroups }: CompiledMethod): void {
  const stars = sections.filter(({ star }) => star);
  const total = sections.reduce((sum, { ceiling }) => sum + ceiling, 0) + mostAdded(totalGroups);
  const each = Math.min(...stars.map(({ ceiling }) => ceiling));
  grades.forEach(({ grade }, at) => {
    const warn = (key: 'stars' | 'total' | 'each', zh: string, en: string): void =>
      draft.fault(['grades', at, key], {
        code: 'grade-out-of-reach',
        what: { zh, en },
        mend: { zh: `降低${key}`, en: `lower ${key}` },
      });
    if (grade.stars !== undefined && grade.stars > stars.length)
      warn(
        'stars',
        `要求${grade.stars}颗星，本办法只有${stars.length}颗`,
        `${grade.stars} stars are asked, there are ${stars.length}`,
      );
    if (grade.total !== undefined && !atMost(grade.total, total))
      warn(
        'total',
        `要求总分${decimal(grade.total)}分，最多只能得${decimal(total)}分`,
        `a total of ${decimal(grade.total)} is asked, at most ${decimal(total)} can be had`,
      );
    if (grade.each !== undefined && !atMost(grade.each, each))
      warn(
        'each',
        `要求每颗星${decimal(grade.each)}分，有的星最多只能得${decimal(each)}分`,
        `${decimal(grade.each)} points in every star are asked, one can come to ${decimal(each)} at most`,
      );
  });
}
