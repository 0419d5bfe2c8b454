// SPDX-License-Identifier: Apache-2.0
import {
  compileMethod,
  type Method,
  placeWords,
  type Reach,
  type Steadiness,
  stability as stabilityOf,
  type Units,
} from '@beichen/method';
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
    const catalogue = loadCatalogue(optionalText(given, 'catalogue'));
    const { method, source } = loadMethod(given.files[0] as string, catalogue);
    const files = { units: textOf(given, 'units'), facts: textOf(given, 'facts') };
    const table = await loadTable(files, compileMethod(method), terminal);
    const found = stabilityOf(source, table, (done, all) =>
      progress(terminal, { zh: `试算 ${done}/${all}`, en: `trying ${done} of ${all}` }),
    );
    endProgress(terminal);
    const shown = new Sheet(method, table.units, terminal.language);
    terminal.out(given.options['json'] === true ? `${JSON.stringify(found, null, 2)}\n` : shown.text(found));
    return EXIT.done;
  },
};

/** The findings as a table, the touchiest number first. */
class Sheet {
  private readonly method: Method;
  private readonly units: Units;
  private readonly language: 'zh' | 'en';

  constructor(method: Method, units: Units, language: 'zh' | 'en') {
    this.method = method;
    this.units = units;
    this.language = language;
  }

  text(found: readonly Steadiness[]): string {
    const head = this.say('位置 现值 降到 升到 先变的', 'where now down_to up_to first_to_change')
      .split(' ')
      .map((word) => word.replaceAll('_', ' '));
    const rows = found
      .toSorted((a, b) => nearest(a) - nearest(b))
      .map(({ path, now, up, down }) => [
        placeWords(this.method, path)[this.language],
        String(now),
        this.reach(down),
        this.reach(up),
        this.first(up, down, now),
      ]);
    return columns([head, ...rows], new Set([1, 2, 3]));
  }

  private say(zh: string, en: string): string {
    return this.language === 'zh' ? zh : en;
  }

  private reach({ value, end }: Reach): string {
    if (value !== null) return String(value);
    return end === 'invalid' ? this.say('到界限不变', 'none to its limit') : this.say('±100%内不变', 'none in ±100%');
  }

  private first(up: Reach, down: Reach, now: number): string {
    const [near] = [up, down]
      .filter(({ changes }) => changes.length > 0)
      .sort((a, b) => Math.abs((a.value ?? 0) - now) - Math.abs((b.value ?? 0) - now));
    const change = near?.changes[0];
    if (change === undefined) return '';
    const unit = this.units.names[this.units.index.get(change.unit) ?? -1] ?? change.unit;
    const star = this.method.sections.find(({ id }) => id === change.star)?.title?.[this.language] ?? change.star;
    const words = {
      'star-won': [`得到${star}`, `wins ${star}`],
      'star-lost': [`失去${star}`, `loses ${star}`],
      'in-first-ten': ['进入前十', 'enters the first ten'],
      'out-of-first-ten': ['退出前十', 'leaves the first ten'],
    }[change.what] as [string, string];
    return `${unit}（${change.unit}）${this.say(...words)}`;
  }
}

/** How near the nearest change is, as a share of the number. */
function nearest({ now, up, down }: Steadiness): number {
  const shares = [up, down].flatMap(({ value }) =>
    value === null ? [] : [Math.abs(value - now) / Math.max(Math.abs(now), 1e-9)],
  );
  return Math.min(...shares, Number.MAX_VALUE);
}
