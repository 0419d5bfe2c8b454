// SPDX-License-Identifier: Apache-2.0
import {
  type Comparison,
  compare as compareEvaluations,
  compileMethod,
  evaluate,
  type UnitMove,
} from '@beichen/method';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT, unusable, valueIn } from '../failure.ts';
import { endProgress, loadCatalogue, loadEvaluation, loadMethod, loadTable } from '../inputs.ts';
import { columns } from '../output.ts';

/** Units listed on the terminal; the JSON has all of them. */
const LISTED = 30;
/** Items named for each. */
const NAMED = 3;

export const compare: Command = {
  name: 'compare',
  files: ['METHOD.yaml'],
  options: {
    units: shared.units,
    facts: shared.facts,
    with: { value: 'OTHER.yaml', words: { zh: '与这一版办法比', en: 'the other edition of the method' } },
    'with-facts': { value: 'other.csv', words: { zh: '与这一份数据比', en: 'the other facts' } },
    catalogue: shared.catalogue,
    json: shared.json,
    lang: shared.lang,
  },
  words: {
    zh: '两版办法或两份数据相比：谁变了，变多少，因为哪几项',
    en: 'two editions or two sets of facts over the same units: who moves, by what, because of which items',
  },
  async run(given, terminal) {
    const [method] = given.files as [string];
    const other = optionalText(given, 'with');
    const otherFacts = optionalText(given, 'with-facts');
    if (other === undefined && otherFacts === undefined)
      throw unusable('beichen', 'command-line', {
        what: { zh: '没有说与什么相比', en: 'nothing to compare with' },
        mend: { zh: '给出--with或--with-facts', en: 'give --with or --with-facts' },
      });
    const catalogue = loadCatalogue(optionalText(given, 'catalogue'));
    const units = textOf(given, 'units');
    const before = await loadEvaluation({ method, units, facts: textOf(given, 'facts'), catalogue }, terminal);
    const compiled = other === undefined ? before.compiled : compileMethod(loadMethod(other, catalogue).method);
    // The same facts serve both editions, but a measure that only the other shrinks must have been checked for its den.
    const table = await loadTable({ units, facts: otherFacts ?? textOf(given, 'facts') }, compiled, terminal);
    const comparison = compareEvaluations(before, valueIn(evaluate(compiled, table)));
    endProgress(terminal);
    terminal.out(
      given.options['json'] === true ? `${JSON.stringify(comparison, null, 2)}\n` : text(comparison, terminal.language),
    );
    return EXIT.done;
  },
};

function text({ moves, unmoved, onlyBefore, onlyAfter, byStars, byGrade }: Comparison, language: 'zh' | 'en'): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const counts = [
    ...byStars.map(({ stars, before, after }) => [
      say(`${stars}颗星`, `${stars} stars`),
      String(before),
      String(after),
    ]),
    ...byGrade.map(({ grade, before, after }) => [grade.title[language], String(before), String(after)]),
  ];
  const head = say('标识 名称 总分 变化 得星 同组名次 因为', 'id name total by stars rank because').split(' ');
  const rows = moves.slice(0, LISTED).map((move) => row(move, language));
  const more = moves.length - rows.length;
  return [
    say(`${moves.length}个单位有变化，${unmoved}个没有`, `${moves.length} units move, ${unmoved} do not`),
    ...[onlyBefore, onlyAfter].flatMap((ids, side) =>
      ids.length === 0
        ? []
        : [
            say(
              `只在${side === 0 ? '前' : '后'}者：${ids.join('、')}`,
              `only in the ${side === 0 ? 'first' : 'second'}: ${ids.join(', ')}`,
            ),
          ],
    ),
    '',
    columns([['', say('前', 'before'), say('后', 'after')], ...counts], new Set([1, 2])),
    moves.length === 0 ? '' : columns([head, ...rows], new Set([2, 3])),
    more <= 0 ? '' : say(`另有${more}个，见--json\n`, `${more} more: see --json\n`),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function row({ unit, name, total, stars, rank, because }: UnitMove, language: 'zh' | 'en'): string[] {
  const change = total.after - total.before;
  const items = because.slice(0, NAMED).map(({ title, by }) => `${title[language]} ${signed(by)}`);
  return [
    unit,
    name,
    total.after.toFixed(2),
    signed(change),
    `${stars.before}→${stars.after}`,
    `${rank.before || '—'}→${rank.after || '—'}`,
    items.join(language === 'zh' ? '，' : ', '),
  ];
}

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${String(Number(Math.abs(x).toFixed(4)))}`;
