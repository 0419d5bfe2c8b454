// SPDX-License-Identifier: Apache-2.0
import { decimal, percent } from '../amount.ts';
import { conditionWords } from '../condition.ts';
import type { CompiledGrade, CompiledMethod, Quota, RankingKey } from '../evaluate/compile.ts';
import type { Words } from '../fault.ts';
import type { Grade } from '../model.ts';
import { titleOf } from '../title.ts';
import type { Block, Chapter, Column } from './document.ts';
import { clauses, listed, type Naming, same } from './naming.ts';

const columns: readonly Column<Words>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 0.08, centred: true },
  { title: { zh: '等次', en: 'Grade' }, width: 0.2 },
  { title: { zh: '条件', en: 'Conditions' }, width: 0.36 },
  { title: { zh: '名额', en: 'Places' }, width: 0.36 },
];

/** Grades, what each takes, and how many may hold it. */
export function gradeChapters(compiled: CompiledMethod, naming: Naming): Chapter[] {
  const { grades, vetoes } = compiled;
  if (grades.length === 0) return [];
  const rows = grades.map(({ grade, quota }, at) => [
    same(String(at + 1)),
    titleOf(grade),
    conditionsOf(grade, naming),
    quotaWords(quota, compiled),
  ]);
  const blocks: Block<Words>[] = [
    {
      paragraph: vetoes.some(({ bars }) => bars > 0)
        ? {
            zh: '等次由高到低评定：取条件全部满足、且没有被一票否决限制的最高一等；各等都不满足的，不定等次。',
            en: 'Grades are given from the best down: the first whose conditions all hold and that no veto bars. Where none fits, there is no grade.',
          }
        : {
            zh: '等次由高到低评定：取条件全部满足的最高一等；各等都不满足的，不定等次。',
            en: 'Grades are given from the best down: the first whose conditions all hold. Where none fits, there is no grade.',
          },
    },
    { table: { columns, rows } },
  ];
  if (grades.some(({ quota }) => quota !== undefined))
    blocks.push({ paragraph: fillingWords(grades) }, { paragraph: tiesWords(grades) });
  return [{ heading: { zh: '等次与名额', en: 'Grades and places' }, blocks }];
}

function conditionsOf({ stars, total, each, needs }: Grade, naming: Naming): Words {
  const said: Words[] = [];
  if (stars !== undefined) said.push({ zh: `得星不少于${stars}颗`, en: `at least ${stars} stars` });
  if (total !== undefined)
    said.push({ zh: `总分不低于${decimal(total)}分`, en: `a total of at least ${decimal(total)}` });
  if (each !== undefined)
    said.push({ zh: `每颗星得分不低于${decimal(each)}分`, en: `at least ${decimal(each)} points in every star` });
  if (needs !== undefined) {
    const name = naming.measure(needs.measure);
    const bound = conditionWords(needs, naming.reading(needs.measure));
    said.push({ zh: `${name.zh}${bound.zh}（缺数视为不满足）`, en: `${name.en} ${bound.en} (not met where missing)` });
  }
  return said.length === 0 ? { zh: '不另设条件', en: 'none' } : clauses(said);
}

function quotaWords(quota: Quota | undefined, compiled: CompiledMethod): Words {
  if (quota === undefined) return { zh: '不限', en: 'no limit' };
  const grouped = quota.within === 'peers' && compiled.peers !== 'all';
  const said: Words[] = [];
  if (quota.share === undefined)
    said.push({
      zh: `${grouped ? '每组' : ''}不超过${quota.count}个`,
      en: `at most ${quota.count}${grouped ? ' in each group' : ''}`,
    });
  else {
    const basis = compiled.grades[quota.of];
    const title = basis === undefined ? undefined : titleOf(basis.grade);
    const of = title === undefined ? same('') : { zh: `符合“${title.zh}”条件的`, en: ` that meet “${title.en}”` };
    said.push({
      zh: `不超过${grouped ? '本组' : '全部'}${of.zh}单位数的${percent(quota.share)}`,
      en: `at most ${percent(quota.share)} of ${grouped ? 'the group’s' : 'all'} units${of.en}`,
    });
    if (quota.least > 0) said.push({ zh: `至少${quota.least}个`, en: `at least ${quota.least}` });
  }
  if (quota.through) said.push({ zh: '含更高等次已占的名额', en: 'holders of better grades included' });
  return listed(said, { zh: '，', en: ', ' });
}

function fillingWords(grades: readonly CompiledGrade[]): Words {
  const shares = grades.some(({ quota }) => quota?.share !== undefined);
  return {
    zh: `有名额的等次，按排名先后评定；${shares ? '按比例算出的名额取整数部分，小数不进位；' : ''}未能评上的，参加下一等次的评定；不参加排名的，不能评有名额的等次。`,
    en: `A grade with places is given in ranking order${shares ? '; places by a share are rounded down' : ''}. Units that find no place go on to the next grade. A unit that is not ranked cannot hold a grade with places.`,
  };
}

function tiesWords(grades: readonly CompiledGrade[]): Words {
  const limited = grades.filter(({ quota }) => quota !== undefined);
  const admitted = limited.filter(({ quota }) => quota?.ties === 'all');
  const names = listed(admitted.map(({ grade }) => titleOf(grade)));
  if (admitted.length === 0)
    return {
      zh: '名次并列而余下名额不够的，并列者都不评上，名额不再递补。',
      en: 'Units of equal rank that do not all fit are all turned away, and the list closes there.',
    };
  const letIn = {
    zh: '名次并列而余下名额不够的，只要还余1个名额，并列者都评上，此后不再递补',
    en: 'Units of equal rank that do not all fit are all let in where one place is left, and the list closes there',
  };
  return admitted.length === limited.length
    ? { zh: `${letIn.zh}。`, en: `${letIn.en}.` }
    : {
        zh: `${names.zh}：${letIn.zh}。其他有名额的等次：并列者都不评上，名额不再递补。`,
        en: `${names.en}: ${letIn.en}. Other grades with places: all of them are turned away.`,
      };
}

/** How units are ranked, or that they are not. */
export function rankingChapter(compiled: CompiledMethod, naming: Naming): Chapter {
  const heading = { zh: '排名', en: 'Ranking' };
  const { keys } = compiled;
  if (keys === undefined)
    return { heading, blocks: [{ paragraph: { zh: '本办法不排名。', en: 'Units are not ranked.' } }] };
  const said = listed(keys.map((key) => keyWords(key, compiled, naming)));
  const late = keys.some((key) => 'measure' in key)
    ? { zh: '指标缺数的排在后面。', en: 'A missing measure comes last. ' }
    : same('');
  const order = {
    zh: `${keys.length === 1 ? `比较${said.zh}；相同的` : `依次比较${said.zh}；前一项相同的，比较后一项；各项都相同的`}，名次并列。${late.zh}名次在同组内和全体中各排一次。`,
    en: `By ${said.en}${keys.length === 1 ? '' : ', in turn'}; equal units share a rank. ${late.en}Ranks are given within the peers and over all.`,
  };
  const least = minimumWords(compiled, naming);
  return { heading, blocks: [{ paragraph: order }, ...(least === undefined ? [] : [{ paragraph: least }])] };
}

function keyWords(key: RankingKey, { sections }: CompiledMethod, naming: Naming): Words {
  if ('of' in key)
    return key.of === 'stars'
      ? { zh: '得星数（多者在前）', en: 'stars (most first)' }
      : { zh: '总分（高者在前）', en: 'total (highest first)' };
  if ('section' in key) {
    const section = sections[key.section];
    const title = section === undefined ? same('') : titleOf(section.section);
    return { zh: `${title.zh}得分（高者在前）`, en: `points of ${title.en} (highest first)` };
  }
  const name = naming.measure(key.measure);
  return key.sign > 0
    ? { zh: `${name.zh}（高者在前）`, en: `${name.en} (highest first)` }
    : { zh: `${name.zh}（低者在前）`, en: `${name.en} (lowest first)` };
}

function minimumWords({ minimum }: CompiledMethod, naming: Naming): Words | undefined {
  if (minimum === undefined) return undefined;
  const name = naming.measure(minimum.measure);
  const { form, unit } = naming.reading(minimum.measure);
  const count = decimal(minimum.count);
  const what =
    form === undefined
      ? { zh: '的基数（比率看分母，其他看数值）', en: ' (a ratio by its denominator)' }
      : form === 'ratio'
        ? { zh: '的分母', en: ' by its denominator' }
        : same('');
  return {
    zh: `${name.zh}${what.zh}不足${count}${unit?.zh ?? ''}或者缺数的，不参加排名，得分、得星和等次照计。`,
    en: `A unit with less than ${count} in ${name.en}${what.en}, or without it, is not ranked; it keeps points, stars and grade.`,
  };
}
