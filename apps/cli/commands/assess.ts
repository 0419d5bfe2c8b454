// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { digestOf, type Evaluation, type UnitResult, unitResult, unitResults } from '@beichen/method';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT } from '../failure.ts';
import { endProgress, loadCatalogue, loadEvaluation, progress, vocabularyOf } from '../inputs.ts';
import { columns, writeWhole } from '../output.ts';
import type { Terminal } from '../terminal.ts';

/** Units listed on the terminal; the workbook and the JSON have all of them. */
const LISTED = 20;
/** Characters of JSON that are written at a time. */
const CHUNK = 1 << 16;

export const assess: Command = {
  name: 'assess',
  files: ['METHOD.yaml'],
  options: {
    units: shared.units,
    facts: shared.facts,
    catalogue: shared.catalogue,
    json: shared.json,
    out: { value: 'results.xlsx', words: { zh: '另写成工作簿', en: 'write a workbook as well' } },
    lang: shared.lang,
  },
  words: {
    zh: '按办法计算每个单位的得分、得星、等次和名次',
    en: 'points, stars, grade and rank of every unit by the method',
  },
  async run(given, terminal) {
    const catalogue = loadCatalogue(optionalText(given, 'catalogue'));
    const evaluation = await loadEvaluation(
      { method: given.files[0] as string, units: textOf(given, 'units'), facts: textOf(given, 'facts'), catalogue },
      terminal,
    );
    progress(terminal, { zh: '计算校验码', en: 'making the digest' });
    const digest = digestOf(evaluation, createHash('sha256'));
    const out = optionalText(given, 'out');
    if (out !== undefined) {
      progress(terminal, { zh: '写工作簿', en: 'writing the workbook' });
      const { resultsWorkbook } = await import('@beichen/method/workbook');
      const vocabulary = vocabularyOf(catalogue);
      writeWhole(out, await resultsWorkbook(evaluation, { vocabulary, digest, language: terminal.language }));
    }
    endProgress(terminal);
    if (given.options['json'] === true) printJson(evaluation, digest, terminal);
    else terminal.out(summary(evaluation, digest, terminal));
    return EXIT.done;
  },
};

/** The JSON value of METHOD.md section 8, in pieces: for a large city it is longer than a string may be. */
function printJson(evaluation: Evaluation, digest: string, terminal: Terminal): void {
  const { method } = evaluation.compiled;
  let text = `{"digest":${JSON.stringify(digest)},"method":${JSON.stringify(method.method)},"edition":${JSON.stringify(method.edition)},"results":[`;
  let before = '\n';
  for (const result of unitResults(evaluation)) {
    text += before + JSON.stringify(result);
    before = ',\n';
    if (text.length > CHUNK) {
      terminal.out(text);
      text = '';
    }
  }
  terminal.out(`${text}\n]}\n`);
}

function summary(evaluation: Evaluation, digest: string, { language }: Terminal): string {
  const { compiled, seats, ranks, sections, grading, stars } = evaluation;
  const { method } = compiled;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const units = seats.who.length;
  const incomplete = Array.from(seats.who, (_, seat) =>
    sections.some((section) => section.incomplete[seat] === 1),
  ).filter(Boolean).length;
  const title = method.title?.[language] ?? method.title?.zh ?? method.method;
  const lines = [
    `${title}（${method.edition}）`,
    say('试算，不是正式结果', 'A trial, no official result'),
    say(`单位${units}个，数据未齐${incomplete}个`, `${units} units, ${incomplete} with data missing`) +
      (ranks === undefined ? '' : say(`，参加排名${ranks.order.length}个`, `, ${ranks.order.length} ranked`)),
  ];
  if (compiled.starOrder.length > 0) {
    const counts = Array.from({ length: compiled.starOrder.length + 1 }, (_, n) => [
      n,
      stars.reduce((sum, had) => sum + (had === n ? 1 : 0), 0),
    ]).reverse();
    lines.push(
      say('得星：', 'Stars: ') +
        counts.map(([n, count]) => say(`${n}颗${count}个`, `${n}: ${count}`)).join(say('，', ', ')),
    );
  }
  if (compiled.grades.length > 0) {
    const counts = compiled.grades.map(
      ({ grade }, index) =>
        `${grade.title?.[language] ?? grade.title?.zh ?? grade.id} ${grading.grade.reduce((sum, held) => sum + (held === index ? 1 : 0), 0)}`,
    );
    lines.push(say('等次：', 'Grades: ') + counts.join(say('，', ', ')));
  }
  return `${lines.join('\n')}\n\n${list(evaluation, language)}\n${say('校验码', 'Digest')} sha256:${digest}\n`;
}

/** The first units of the ranking, or by id where there is none. */
function list(evaluation: Evaluation, language: 'zh' | 'en'): string {
  const { compiled, table, seats, ranks } = evaluation;
  const order = ranks === undefined ? Array.from(seats.who, (_, seat) => seat) : [...ranks.order];
  const rows = order
    .slice(0, LISTED)
    .map((seat) => row(unitResult(evaluation, seat), table.units.names[seats.who[seat] as number] as string));
  const head =
    language === 'zh'
      ? ['总名次', '同组名次', '标识', '名称', '得星', '总分', '等次']
      : ['rank', 'in group', 'id', 'name', 'stars', 'total', 'grade'];
  const more = order.length - rows.length;
  const rest =
    more === 0 ? '' : language === 'zh' ? `另有${more}个，见--out或--json\n` : `${more} more: see --out or --json\n`;
  const shown = compiled.starOrder.length > 0 ? [0, 1, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 5, 6];
  return (
    columns(
      [head, ...rows].map((cells) => shown.map((at) => cells[at] as string)),
      new Set([0, 1, 4, 5]),
    ) + rest
  );
}

const row = ({ unit, rank, rank_all: all, stars, total, grade }: UnitResult, name: string): string[] => [
  String(all ?? '—'),
  String(rank ?? '—'),
  unit,
  name,
  String(stars),
  String(total),
  grade ?? '—',
];
