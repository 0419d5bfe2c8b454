// SPDX-License-Identifier: Apache-2.0
import type { CompiledMethod } from '../evaluate/compile.ts';
import type { Words } from '../fault.ts';
import { type Method, MISSING } from '../model.ts';
import type { Block, Chapter } from './document.ts';
import { missingTerms } from './missing.ts';
import { type Naming, same } from './naming.ts';

const periods: Readonly<Record<NonNullable<Method['period']>, Words>> = {
  month: { zh: '每月', en: 'every month' },
  quarter: { zh: '每季度', en: 'every quarter' },
  half: { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
};

/** Whom the method assesses, and how often. */
export function subjectChapter({ method }: CompiledMethod, naming: Naming): Chapter {
  const subject = naming.kind(method.subject);
  const period =
    method.period === undefined
      ? { zh: '考核周期未写明', en: 'how often is not said' }
      : { zh: `${periods[method.period].zh}考核一次`, en: periods[method.period].en };
  return {
    heading: { zh: '考核对象与周期', en: 'Whom it assesses, and when' },
    blocks: [
      { paragraph: { zh: `考核对象为${subject.zh}，${period.zh}。`, en: `Assessed: ${subject.en}; ${period.en}.` } },
    ],
  };
}

/** Who is compared with whom. */
export function peersChapter({ method, peers }: CompiledMethod, naming: Naming): Chapter {
  const subject = naming.kind(method.subject);
  return { heading: { zh: '分组', en: 'Groups' }, blocks: [{ paragraph: peersWords(peers, subject, naming) }] };
}

function peersWords(peers: string, subject: Words, naming: Naming): Words {
  if (peers === 'all')
    return {
      zh: `全部${subject.zh}为一组，同组比较、评定和排名。`,
      en: 'All of them are one group: compared, graded and ranked together.',
    };
  if (peers.startsWith('attribute:')) {
    const name = peers.slice('attribute:'.length);
    return {
      zh: `按“${name}”分组：“${name}”相同的${subject.zh}为一组，同组比较、评定和排名。`,
      en: `Grouped by “${name}”: those with the same value are compared, graded and ranked together.`,
    };
  }
  const kind = naming.kind(peers);
  return {
    zh: `按所属的${kind.zh}分组：同一${kind.zh}的${subject.zh}为一组，同组比较、评定和排名。`,
    en: `Grouped by ${kind.en}: those of the same ${kind.en} are compared, graded and ranked together.`,
  };
}

/** Small numbers, missing facts and rounding: what holds for every item. */
export function notesChapter(compiled: CompiledMethod): Chapter {
  const items = compiled.sections.flatMap((section) => section.items);
  const shrinks = items.some(({ item }) => item.shrink !== undefined);
  const used = MISSING.filter((missing) => items.some((item) => item.rule !== undefined && item.missing === missing));
  const blocks: Block<Words>[] = [];
  if (shrinks) blocks.push({ paragraph: shrinkSentence });
  if (used.length > 0)
    blocks.push(
      { paragraph: { zh: '表中“缺数时”各词的含义：', en: 'What the terms for missing facts mean:' } },
      { list: used.map((missing) => missingTerms[missing].sentence) },
    );
  if (items.some(({ less }) => less.length > 0))
    blocks.push({
      paragraph: {
        zh: '扣分所依据的指标缺数的，不扣分，列为待核。',
        en: 'A deduction whose fact is missing takes nothing and is listed as unknown.',
      },
    });
  blocks.push({ paragraph: roundingWords(compiled.method.decimals ?? 2) });
  return {
    heading: shrinks
      ? { zh: '小样本校正、缺数与取整', en: 'Small numbers, missing facts, rounding' }
      : { zh: '缺数与取整', en: 'Missing facts, rounding' },
    blocks,
  };
}

const shrinkSentence: Words = {
  zh: '小样本校正：件数少的单位，一两件就会使比率大起大落，因此向同组总水平靠拢。校正值＝（本单位分子＋强度×同组分子之和÷同组分母之和）÷（本单位分母＋强度）。校正值只用于所注项目的计分，扣分、加减分、一票否决、等次条件和排名仍用原值；公布时原值与校正值并列。',
  en: 'Small-number rule: where cases are few, one or two of them throw a ratio up and down, so it is drawn towards the peers’ level. The value becomes (numerator + strength × the peers’ numerators ÷ the peers’ denominators) ÷ (denominator + strength). Only the item’s own rule sees it; deductions, adjustments, vetoes, grades and ranking use the plain value. Both are shown.',
};

function roundingWords(decimals: number): Words {
  const [zh, en] =
    decimals === 0
      ? ['取整数', 'to whole points']
      : [`保留${decimals}位小数`, `to ${decimals} decimal${decimals === 1 ? '' : 's'}`];
  return {
    zh: `取整：各项得分、各部分得分、每项加减分和总分，逐步四舍五入，${zh}。`,
    en: `Rounding: item points, section points, each adjustment and the total are each rounded half up, ${en}.`,
  };
}

/** The documents that the method rests on, its term, and its edition. */
export function basisChapter({ method }: CompiledMethod): Chapter {
  const { document, approval, from, to } = method.basis ?? {};
  const said: Words[] = [];
  if (document !== undefined) said.push({ zh: `依据文件：${document}。`, en: `Document: ${document}.` });
  if (approval !== undefined) said.push({ zh: `批准：${approval}。`, en: `Approval: ${approval}.` });
  const term = termWords(from, to);
  if (term !== undefined) said.push(term);
  if (said.length === 0) said.push({ zh: '依据和执行期限未写明。', en: 'Neither basis nor term is said.' });
  said.push({
    zh: `办法标识：${method.method}；版本：${method.edition}。发布后不再改动，修改即为新版本。`,
    en: `Method: ${method.method}; edition: ${method.edition}. A published edition never changes; a change is a new edition.`,
  });
  return { heading: { zh: '依据与执行', en: 'Basis and term' }, blocks: said.map((paragraph) => ({ paragraph })) };
}

function termWords(from: string | undefined, to: string | undefined): Words | undefined {
  if (from === undefined && to === undefined) return undefined;
  const start = from === undefined ? same('') : { zh: `自${chineseDate(from)}起`, en: ` from ${from}` };
  const end = to === undefined ? same('') : { zh: `至${chineseDate(to)}止`, en: ` to ${to}` };
  return { zh: `执行期限：${start.zh}${end.zh}。`, en: `In force${start.en}${end.en}.` };
}

/** 2026-01-01 as a document writes it; anything else stays as it was written. */
function chineseDate(text: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  return found === null ? text : `${found[1]}年${Number(found[2])}月${Number(found[3])}日`;
}
