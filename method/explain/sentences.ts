// SPDX-License-Identifier: Apache-2.0
import { amount } from '../amount.ts';
import type { Words } from '../fault.ts';
import type { Missing } from '../model.ts';
import type { TitledId } from '../title.ts';
import type { Closer } from './closers.ts';
import type { AdjustmentNode, Explanation, ItemNode, SectionNode } from './tree.ts';
import { factText, isMean, numberText, type Vocabulary, valueText } from './vocabulary.ts';

/** Sentences made from the nodes of a reason tree: from the same data as the numbers, so that neither can lie about the other. */

const stands: Record<Missing, Words> = {
  zero: { zh: '缺数，记0分', en: 'missing, counted as 0' },
  full: { zh: '没有应考核的事项，按满分计', en: 'nothing to assess, counted in full' },
  exclude: { zh: '缺数，本项不计，其余各项按比例折算', en: 'missing, left out; the others are scaled up' },
  peer_mean: { zh: '缺数，取同组均分', en: 'missing, the mean of the peers stands in' },
  hold: { zh: '数据未齐，暂不能计算', en: 'missing, so the section is incomplete' },
};

/** Why an item has its points. */
export function itemSentence(item: ItemNode, vocabulary: Vocabulary): Words {
  const words = item.measure === null ? undefined : vocabulary(item.measure);
  const parts: Words[] = [];
  if (item.missing !== null) parts.push(stands[item.missing]);
  else if (item.measure !== null) {
    parts.push(factText(item, words));
    if (item.shrunk !== null) {
      const text = valueText(item.shrunk, words);
      parts.push({ zh: `按小样本校正为${text}`, en: `${text} after the small-number rule` });
    }
  }
  parts.push(item.rule);
  for (const { measure, each, value, taken } of item.deductions) {
    const name = vocabulary(measure)?.title ?? { zh: measure, en: measure };
    parts.push(
      value === null
        ? { zh: `“${name.zh}”没有数据，未扣分`, en: `"${name.en}" is not known, nothing taken` }
        : taken === 0
          ? { zh: `“${name.zh}”${numberText(value)}，不扣分`, en: `"${name.en}" ${numberText(value)}, nothing taken` }
          : {
              zh: `“${name.zh}”${numberText(value)}，每1扣${each}分，扣${numberText(taken)}分`,
              en: `"${name.en}" ${numberText(value)}, ${each} each, ${numberText(taken)} taken`,
            },
    );
  }
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

/** What was added or taken away, and how it counts together. */
export function adjustmentSentence({ members, cap, added }: AdjustmentNode): Words {
  const each = members.map(({ title, value, size, each: weight }) => {
    const sign = weight < 0 ? '−' : '+';
    return value === null
      ? { zh: `${title.zh}：没有数据`, en: `${title.en}: not known` }
      : {
          zh: `${title.zh}：${numberText(value)}，${sign}${numberText(size)}分`,
          en: `${title.en}: ${numberText(value)}, ${sign}${numberText(size)}`,
        };
  });
  const limit =
    cap === null
      ? { zh: '', en: '' }
      : {
          zh: `；合计${cap.take === 'highest' ? '取最高一项，不累计，' : ''}最多${cap.at}分，计${numberText(added)}分`,
          en: `; together ${cap.take === 'highest' ? 'the highest alone, ' : ''}at most ${cap.at}, ${numberText(added)} counted`,
        };
  return { zh: each.map(({ zh }) => zh).join('；') + limit.zh, en: each.map(({ en }) => en).join('; ') + limit.en };
}

/** What the reasons of a section are told from. */
export type ReasonedSection = Pick<SectionNode, 'win' | 'points' | 'gap' | 'reasons'> & {
  readonly items: readonly Pick<ItemNode, 'title' | 'missing' | 'points'>[];
};

/** Why a section's star is not won, reason by reason. */
export function sectionReasonWords(
  section: ReasonedSection,
  { vetoes }: { readonly vetoes: readonly TitledId[] },
): Words[] {
  const { win, points } = section;
  return section.reasons.map((reason) => {
    if (reason === 'incomplete') {
      const held = section.items.filter(
        ({ missing, points: given }) => missing === 'hold' || (missing === 'peer_mean' && given === 0),
      );
      if (held.length === 0) return { zh: '数据未齐：各项都不计', en: 'data missing: every item is left out' };
      return {
        zh: `数据未齐：${held.map(({ title }) => title.zh).join('、')}`,
        en: `data missing: ${held.map(({ title }) => title.en).join(', ')}`,
      };
    }
    if (reason === 'points')
      return {
        zh: `${numberText(points)}分，得星需${win}分，差${numberText(section.gap ?? 0)}分`,
        en: `${numberText(points)} points, ${win} needed, ${numberText(section.gap ?? 0)} short`,
      };
    if (reason === 'requires') return { zh: '前置的星未得到', en: 'a star that it requires is not won' };
    return vetoWords(reason, vetoes);
  });
}

/** Why the grade above is not held. */
export function gradeReasonWords({
  result,
  vetoes,
}: {
  readonly result: Pick<Explanation['result'], 'why_not_better'>;
  readonly vetoes: readonly TitledId[];
}): Words[] {
  const told: Record<string, Words> = {
    conditions: { zh: '未达到条件', en: 'its conditions are not met' },
    quota: { zh: '达到条件，但名额已满', en: 'its conditions are met, but no place was left' },
    tied_at_quota: {
      zh: '达到条件，但与并列单位一起超出名额',
      en: 'its conditions are met, but the units tied here do not all fit',
    },
    unranked: { zh: '达到条件，但未参加排名', en: 'its conditions are met, but the unit is not ranked' },
  };
  return result.why_not_better.map((reason) => told[reason] ?? vetoWords(reason, vetoes));
}

function vetoWords(reason: string, vetoes: readonly TitledId[]): Words {
  const veto = vetoes.find(({ id }) => reason === `veto:${id}`);
  return { zh: `一票否决：${veto?.title.zh ?? reason}`, en: `veto: ${veto?.title.en ?? reason}` };
}

/** One way to close the gap, in records where the fact counts any: 再按期办结3件。 */
export function closerSentence(
  closer: Closer,
  section: { readonly items: readonly TitledId[] },
  vocabulary: Vocabulary,
): Words {
  const words = vocabulary(closer.measure);
  const item = section.items.find(({ id }) => id === closer.item)?.title ?? { zh: closer.item, en: closer.item };
  const what = words?.numerator ?? words?.title ?? item;
  // A mean is no count of anything, though its sum may happen to be whole.
  if (closer.records === null || isMean(closer.records, words)) {
    const to = amount(Number(closer.value.toFixed(6)), words ?? {});
    return { zh: `“${item.zh}”到${to.zh}`, en: `"${item.en}" at ${to.en}` };
  }
  const { num, den, more } = closer.records;
  const unit = { zh: words?.unit.zh ?? '', en: words === undefined ? '' : ` ${words.unit.en}` };
  const whole = den === null ? { zh: '', en: '' } : { zh: `/${numberText(den)}`, en: ` of ${numberText(den)}` };
  const count = numberText(Math.abs(more));
  const said =
    more > 0 && words?.act !== undefined
      ? { zh: `再${words.act.zh}${count}${unit.zh}`, en: `${count} more ${words.act.en}` }
      : {
          zh: `“${what.zh}”${more > 0 ? '再多' : '再少'}${count}${unit.zh}`,
          en: `${count}${unit.en} ${more > 0 ? 'more' : 'fewer'} of "${what.en}"`,
        };
  return {
    zh: `${said.zh}（到${numberText(num)}${whole.zh}${unit.zh}）`,
    en: `${said.en} (to ${numberText(num)}${whole.en}${unit.en})`,
  };
}
