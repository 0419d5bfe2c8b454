// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import { adjustmentSentence, closerSentence, itemSentence } from './sentences.ts';
import type { AdjustmentNode, Explanation, SectionNode } from './tree.ts';
import { numberText, type Vocabulary } from './vocabulary.ts';

export type Language = keyof Words;

type Telling = { readonly language: Language; readonly vocabulary: Vocabulary };

/** The whole reason tree of a unit as lines of text, the result first, each section with its items under it. */
export function explanationLines(explanation: Explanation, telling: Telling): string[] {
  const { sections, adjustments, vetoes, unknown } = explanation;
  const say = (words: Words): string => words[telling.language];
  const lines = [...summary(explanation).map(say), ''];
  for (const section of sections) lines.push(...sectionLines(section, telling), '');
  const told = adjustments.filter(counts);
  if (told.length > 0) {
    lines.push(
      say({ zh: '计入总分的加减分', en: 'Plus and minus on the total' }),
      ...told.map((node) => `  ${say(adjustmentSentence(node))}`),
      '',
    );
  }
  for (const { title, state } of vetoes)
    if (state === 'fired') lines.push(say({ zh: `一票否决：${title.zh}`, en: `Veto: ${title.en}` }));
  const open = [...unknown.vetoes, ...unknown.adjustments, ...unknown.deductions];
  if (open.length > 0)
    lines.push(
      say({ zh: `没有数据、未计入的：${open.join('、')}`, en: `Not known and not counted: ${open.join(', ')}` }),
    );
  while (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

function summary(explanation: Explanation): Words[] {
  const { unit, result, grade, peers, unranked } = explanation;
  const held = grade.held?.title ?? { zh: '无', en: 'none' };
  const lines: Words[] = [
    { zh: `${unit.name}（${unit.id}）`, en: `${unit.name} (${unit.id})` },
    {
      zh: `得星${result.stars}颗，总分${numberText(result.total)}分，等次：${held.zh}`,
      en: `${result.stars} stars, ${numberText(result.total)} points, grade: ${held.en}`,
    },
  ];
  if (result.rank !== null)
    lines.push({
      zh: `同组${peers.ranked}个参加排名的单位中第${result.rank}名，全部${peers.rankedAll}个中第${result.rank_all}名`,
      en: `place ${result.rank} of ${peers.ranked} ranked peers, ${result.rank_all} of ${peers.rankedAll} over all`,
    });
  else if (unranked !== null)
    lines.push(
      unranked === 'veto'
        ? { zh: '因一票否决不参加排名', en: 'not ranked because of a veto' }
        : { zh: '基数不足，不参加排名', en: 'not ranked: too few cases' },
    );
  if (grade.above !== null && grade.above.whyNot.length > 0)
    lines.push({
      zh: `未评为“${grade.above.title.zh}”：${grade.above.whyNot.map(({ zh }) => zh).join('；')}`,
      en: `not "${grade.above.title.en}": ${grade.above.whyNot.map(({ en }) => en).join('; ')}`,
    });
  return lines;
}

function sectionLines(section: SectionNode, { language, vocabulary }: Telling): string[] {
  const say = (words: Words): string => words[language];
  const state =
    section.won === null
      ? { zh: '', en: '' }
      : section.won
        ? { zh: '已获得 ', en: 'won ' }
        : { zh: '未获得 ', en: 'not won ' };
  const lines = [
    say({
      zh: `${section.title.zh} ${state.zh}${numberText(section.points)}分`,
      en: `${section.title.en}: ${state.en}${numberText(section.points)} points`,
    }),
  ];
  for (const reason of section.why) lines.push(`  ${say(reason)}`);
  for (const item of section.items) {
    const points =
      item.points === null
        ? say({ zh: '不计', en: 'left out' })
        : say({ zh: `${numberText(item.points)}/${item.full}分`, en: `${numberText(item.points)} of ${item.full}` });
    lines.push(`  · ${say(item.title)} ${points}`, `    ${say(itemSentence(item, vocabulary))}`);
  }
  for (const node of section.adjustments.filter(counts)) lines.push(`  ± ${say(adjustmentSentence(node))}`);
  if (section.zeroedBy.length > 0) lines.push(`  ${say({ zh: '因一票否决，本部分记0分', en: 'set to 0 by a veto' })}`);
  if (section.closers.length > 0) {
    lines.push(`  ${say({ zh: '以下任何一条做到，分数即可达线：', en: 'Any one of these would close the gap:' })}`);
    for (const closer of section.closers) lines.push(`    → ${say(closerSentence(closer, section, vocabulary))}`);
  }
  return lines;
}

/** An adjustment that added or took something; those without data are listed at the end. */
const counts = ({ members }: AdjustmentNode): boolean => members.some(({ size }) => size > 0);
