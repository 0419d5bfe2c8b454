// SPDX-License-Identifier: Apache-2.0
import { compileMethod, type Reach, type Steadiness, stability as stabilityOf } from '@beichen/method';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT } from '../failure.ts';
import { endProgress, loadCatalogue, loadMethod, loadTable, progress } from '../inputs.ts';
import { columns } from '../output.ts';

export const stability: Command = {
  name: 'stability',
  files: ['METHOD.yaml'],
  options: {
    units: shared.units,
    facts: shared.facts,
    catalogue: shared.catalogue,
    json: shared.json,
    lang: shared.lang,
  },
  words: {
    zh: '每个分值和标准各能变动多少，而没有一颗星、没有一个前十名易手',
    en: 'by how much each weight and threshold may move before a star or a place in the first ten changes hands',
  },
  async run(given, terminal) {
    const { method, source } = loadMethod(given.files[0] as string, loadCatalogue(optionalText(given, 'catalogue')));
    const table = await loadTable(
      { units: textOf(given, 'units'), facts: textOf(given, 'facts') },
      compileMethod(method),
      terminal,
    );
    const found = stabilityOf(source, table, (done, all) =>
      progress(terminal, { zh: `试算 ${done}/${all}`, en: `trying ${done} of ${all}` }),
    );
    endProgress(terminal);
    terminal.out(
      given.options['json'] === true ? `${JSON.stringify(found, null, 2)}\n` : text(found, terminal.language),
    );
    return EXIT.done;
  },
};

/** The touchiest number first. */
function text(found: readonly Steadiness[], language: 'zh' | 'en'): string {
  const head =
    language === 'zh'
      ? ['位置', '现值', '降到', '升到', '先变的']
      : ['where', 'now', 'down to', 'up to', 'first to change'];
  const sorted = found.toSorted((a, b) => nearest(a) - nearest(b));
  return columns(
    [
      head,
      ...sorted.map(({ path, now, up, down }) => [
        path.join('.'),
        String(now),
        reach(down, language),
        reach(up, language),
        first(up, down, { now, language }),
      ]),
    ],
    new Set([1, 2, 3]),
  );
}

/** How near the nearest change is, as a share of the number. */
function nearest({ now, up, down }: Steadiness): number {
  const shares = [up, down].flatMap(({ value }) =>
    value === null ? [] : [Math.abs(value - now) / Math.max(Math.abs(now), 1e-9)],
  );
  return Math.min(...shares, Number.MAX_VALUE);
}

function reach({ value, end }: Reach, language: 'zh' | 'en'): string {
  if (value !== null) return String(value);
  if (end === 'invalid') return language === 'zh' ? '至界限不变' : 'limit, none';
  return language === 'zh' ? '±100%内不变' : 'none in ±100%';
}

function first(up: Reach, down: Reach, { now, language }: { now: number; language: 'zh' | 'en' }): string {
  const [near] = [up, down]
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => Math.abs((a.value ?? 0) - now) - Math.abs((b.value ?? 0) - now));
  const change = near?.changes[0];
  if (change === undefined) return '';
  const words = {
    'star-won': { zh: `得到${change.star}`, en: `wins ${change.star}` },
    'star-lost': { zh: `失去${change.star}`, en: `loses ${change.star}` },
    'in-first-ten': { zh: '进入前十', en: 'enters the first ten' },
    'out-of-first-ten': { zh: '退出前十', en: 'leaves the first ten' },
  }[change.what];
  return `${change.unit} ${words[language]}`;
}
