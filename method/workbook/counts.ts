// SPDX-License-Identifier: Apache-2.0

import type { Words } from '../fault.ts';
import { titled } from '../title.ts';
import type { View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';

/** How many units there are of each sort, by group: the heading, the sum where there are several groups, a row each. */
export type Counts = { readonly head: readonly Words[]; readonly rows: readonly (readonly Cell[])[] };

type Sort = { readonly heading: Words; readonly has: (seat: number) => boolean };

export function countsOf(view: View): Counts {
  const { seats } = view.evaluation;
  const sorts = sortsOf(view);
  const rows = view.groups.map((name, group): Cell[] => [
    name,
    ...sorts.map(({ has }) => {
      let count = 0;
      for (let seat = seats.starts[group] as number; seat < (seats.starts[group + 1] as number); seat += 1)
        if (has(seat)) count += 1;
      return count;
    }),
  ]);
  const sums = sorts.map((_, at) => rows.reduce((sum, cells) => sum + (cells[at + 1] as number), 0));
  const whole: Cell[][] =
    rows.length === 1
      ? []
      : [
          [
            { value: view.say({ zh: '合计', en: 'Sum' }), style: 'head' },
            ...sums.map((value): Cell => ({ value, style: 'head' })),
          ],
        ];
  return { head: [{ zh: '组别', en: 'Group' }, ...sorts.map(({ heading }) => heading)], rows: [...rows, ...whole] };
}

function sortsOf({ evaluation }: View): Sort[] {
  const { compiled, stars, grading, sections, ranks, unranked } = evaluation;
  const sorts: Sort[] = [{ heading: { zh: '单位数', en: 'Units' }, has: () => true }];
  const most = compiled.starOrder.length;
  if (most > 0)
    for (let n = most; n >= 0; n -= 1)
      sorts.push({ heading: { zh: `得${n}星`, en: `${n} stars` }, has: (seat) => stars[seat] === n });
  for (const [index, { grade }] of compiled.grades.entries())
    sorts.push({ heading: titled(grade).title, has: (seat) => grading.grade[seat] === index });
  if (compiled.grades.length > 0)
    sorts.push({ heading: { zh: '未定等次', en: 'No grade' }, has: (seat) => (grading.grade[seat] as number) < 0 });
  sorts.push({
    heading: { zh: '数据未齐', en: 'Data missing' },
    has: (seat) => sections.some(({ incomplete }) => incomplete[seat] === 1),
  });
  if (ranks !== undefined)
    sorts.push({ heading: { zh: '未排名', en: 'Not ranked' }, has: (seat) => unranked[seat] !== 0 });
  return sorts;
}
