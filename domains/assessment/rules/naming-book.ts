// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import { type Row, writeBook } from '@beichen/method/workbook-layout';
import type { NamingPage } from '../model/naming.ts';
import { rewardText } from './reward-text.ts';

const HEADINGS = {
  zh: ['序号', '单位', '所在', '称号', '星', '奖励', '已摘星', '摘星日期'],
  en: ['No.', 'Unit', 'Below', 'Honour', 'Stars', 'Reward', 'Stars withdrawn', 'Withdrawn on'],
} as const;
const WIDTHS = [6, 28, 20, 16, 36, 36, 24, 14] as const;

const WORDS = {
  zh: { list: '表彰名单', digest: '校验码', pages: '第&P页，共&N页', and: '、', then: '；' },
  en: { list: 'Commendation list', digest: 'Digest', pages: 'Page &P of &N', and: ', ', then: '; ' },
} as const;

/** What the list is called where it is kept. */
export const namingTitle = (language: 'zh' | 'en'): string => WORDS[language].list;

/** The list of those who were named (表彰名单) as a workbook. The same list gives the same bytes. */
export function namingBook({ naming, evaluation, units }: NamingPage, language: 'zh' | 'en'): Uint8Array {
  const { list, digest, pages, and, then } = WORDS[language];
  const titles = new Map(evaluation.outline.sections.map(({ id, title }) => [id, title[language]]));
  const titleOf = (section: string): string => titles.get(section) ?? section;
  const what = `${naming.title[language]} ${nameOfPeriod(getPeriod(naming.period))[language]}`;
  const rows: Row[] = [
    { cells: [...HEADINGS[language]], style: 'head', heading: true },
    ...units.map(({ name, above, honour, won, withdrawn }, at) => ({
      cells: [
        String(at + 1),
        name,
        above,
        honour.title[language],
        won.map(titleOf).join(and),
        honour.rewards.map((reward) => rewardText(reward)[language]).join(then),
        withdrawn.map(({ section }) => titleOf(section)).join(and) || null,
        withdrawn.map(({ dated }) => dated).join(and) || null,
      ],
    })),
  ];
  return writeBook({
    title: `${what} ${list}`,
    language,
    decimals: 0,
    running: {
      left: what,
      right: `${naming.document} ${naming.dated}`,
      foot: `${digest} ${evaluation.digest?.slice(0, 12) ?? ''}…`,
      pages,
      font: '宋体',
    },
    sheets: [
      {
        title: list,
        landscape: true,
        columns: WIDTHS.map((width) => ({ width, style: 'text' })),
        fixed: 2,
        rows,
      },
    ],
  });
}
