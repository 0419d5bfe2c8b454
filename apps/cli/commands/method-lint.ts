// SPDX-License-Identifier: Apache-2.0
import { compileMethod } from '@beichen/method';
import { type Command, optionalText, shared } from '../command.ts';
import { EXIT, faultText, unusable } from '../failure.ts';
import { endProgress, loadCatalogue, loadMethod, loadTable } from '../inputs.ts';

const optional = { needed: false };

export const lint: Command = {
  name: 'method lint',
  files: ['METHOD.yaml'],
  options: {
    units: { ...shared.units, ...optional },
    facts: { ...shared.facts, ...optional },
    catalogue: shared.catalogue,
    lang: shared.lang,
  },
  words: {
    zh: '提醒：断崖式计分、谁也得不到或丢不掉的分、名额为零的组、缺的标题和依据',
    en: 'warnings: cliffs, points that nobody can win or lose, quotas of no place, missing titles and basis',
  },
  async run(given, terminal) {
    const [path] = given.files as [string];
    const parsed = loadMethod(path, loadCatalogue(optionalText(given, 'catalogue')));
    const units = optionalText(given, 'units');
    const facts = optionalText(given, 'facts');
    if ((units === undefined) !== (facts === undefined))
      throw unusable('beichen', 'command-line', {
        what: { zh: '--units和--facts要一起给', en: '--units and --facts go together' },
        mend: { zh: '两个都给，或都不给', en: 'give both or neither' },
      });
    const table =
      units === undefined || facts === undefined
        ? undefined
        : await loadTable({ units, facts }, compileMethod(parsed.method), terminal);
    const { lintMethod } = await import('@beichen/method/lint');
    const warnings = lintMethod(path, parsed, table);
    endProgress(terminal);
    terminal.out(faultText(warnings));
    return warnings.length === 0 ? EXIT.done : EXIT.found;
  },
};
