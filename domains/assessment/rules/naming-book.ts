// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import { type Row, writeBook } from '@beichen/method/workbook-layout';
import type { NamingPage } from '../model/naming.ts';
import { rewardText } from './reward-text.ts';

const HEADINGS = ['序号', '单位', '所在', '称号', '星', '奖励', '已摘星', '摘星日期'] as const;
const WIDTHS = [6, 28, 20, 16, 36, 36, 24, 14] as const;

/** The list of those who were named (表彰名单) as a workbook. The same list gives the same bytes. */
export function namingBook({ naming, evaluation, units }: NamingPage): Uint8Array {
  const titles = new Map(evaluation.outline.sections.map(({ id, title }) => [id, title.zh]));
  const titleOf = (section: string): string => titles.get(section) ?? section;
  const period = nameOfPeriod(getPeriod(naming.period)).zh;
  const rows: Row[] = [
    { cells: [...HEADINGS], style: 'head', heading: true },
    ...units.map(({ name, above, honour, won, withdrawn }, at) => ({
      cells: [
        String(at + 1),
        name,
        above,
        honour.title.zh,
        won.map(titleOf).join('、'),
        honour.rewards.map((reward) => rewardText(reward).zh).join('；'),
        withdrawn.map(({ section }) => titleOf(section)).join('、') || null,
        withdrawn.map(({ dated }) => dated).join('、') || null,
      ],
    })),
  ];
  return writeBook({
    title: `${naming.title.zh} ${period} 表彰名单`,
    language: 'zh',
    decimals: 0,
    running: {
      left: `${naming.title.zh} ${period}`,
      right: `${naming.document} ${naming.dated}`,
      foot: `校验码 ${evaluation.digest?.slice(0, 12) ?? ''}…`,
      pages: '第&P页，共&N页',
      font: '宋体',
    },
    sheets: [
      {
        title: '表彰名单',
        landscape: true,
        columns: WIDTHS.map((width) => ({ width, style: 'text' })),
        fixed: 2,
        rows,
      },
    ],
  });
}
