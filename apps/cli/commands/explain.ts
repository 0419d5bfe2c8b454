// SPDX-License-Identifier: Apache-2.0
import { type Evaluation, explain as explainUnit, explanationLines } from '@beichen/method';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT, unusable } from '../failure.ts';
import { endProgress, loadCatalogue, loadEvaluation, vocabularyOf } from '../inputs.ts';

export const explain: Command = {
  name: 'explain',
  files: ['METHOD.yaml'],
  options: {
    units: shared.units,
    facts: shared.facts,
    unit: { value: 'ID', needed: true, words: { zh: '单位的标识', en: 'id of the unit' } },
    catalogue: shared.catalogue,
    json: shared.json,
    lang: shared.lang,
  },
  words: {
    zh: '一个单位的结果从何而来：逐项的数、规则、分，没有得星的原因，怎样就能得星',
    en: "where one unit's result comes from: numbers, rules and points item by item, why a star is not won, and what would win it",
  },
  async run(given, terminal) {
    const catalogue = loadCatalogue(optionalText(given, 'catalogue'));
    const evaluation = await loadEvaluation(
      { method: given.files[0] as string, units: textOf(given, 'units'), facts: textOf(given, 'facts'), catalogue },
      terminal,
    );
    const vocabulary = vocabularyOf(catalogue);
    const explanation = explainUnit(evaluation, seatOf(evaluation, textOf(given, 'unit')), vocabulary);
    endProgress(terminal);
    const telling = { language: terminal.language, vocabulary };
    terminal.out(
      given.options['json'] === true
        ? `${JSON.stringify(explanation, null, 2)}\n`
        : `${explanationLines(explanation, telling).join('\n')}\n`,
    );
    return EXIT.done;
  },
};

function seatOf({ table, seats, compiled }: Evaluation, id: string): number {
  const unit = table.units.index.get(id);
  const seat = unit === undefined ? -1 : (seats.seatOf[unit] as number);
  if (seat >= 0) return seat;
  const like = table.units.ids.filter(
    (other, index) =>
      (seats.seatOf[index] as number) >= 0 && (other.includes(id) || table.units.names[index]?.includes(id) === true),
  );
  const some = like.slice(0, 5).join(', ');
  throw unusable('--unit', 'unknown-unit', {
    what: {
      zh: `“${id}”不是本办法考核的单位（${compiled.method.subject}）`,
      en: `"${id}" is no unit that the method assesses (${compiled.method.subject})`,
    },
    mend:
      some === ''
        ? { zh: '查单位表里的id', en: 'see the ids in the list of units' }
        : { zh: `是不是：${some}`, en: `perhaps: ${some}` },
  });
}
