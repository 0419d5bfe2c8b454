// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('README.md', import.meta.url));

const INTRO = `# Benchmarks

What Beichen is measured against, the figures of the last run, and the bounds that they have to keep. \`npm run bench\`
measures all of it again and writes this page; \`npm run bench -- method\`, \`ground\`, \`platform\` or \`assessment\` a part, and one of
\`npm run bench -- platform start intake ranking finding\` or \`assessment keystroke year reading growth\` a part of that.
`;

/** A measured number, its bound, and both as text. */
export type Held = { readonly what: string; readonly value: number; readonly bound: number; readonly unit: string };

export const digits = (x: number): string =>
  x >= 100 ? Math.round(x).toLocaleString('en') : x >= 10 ? x.toFixed(1) : x >= 1 ? x.toFixed(2) : x.toFixed(3);

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

export function boundsTable(held: readonly Held[]): string {
  return markdownTable(
    ['measured', 'figure', 'bound', 'holds'],
    held.map(({ what, value, bound, unit }) => [
      what,
      `${digits(value)} ${unit}`.trim(),
      `${digits(bound)} ${unit}`.trim(),
      value <= bound ? 'yes' : '**no**',
    ]),
  );
}

/** Where and on what the figures were taken. */
export function circumstances(): string {
  const git = (...given: string[]): string => execFileSync('git', given, { encoding: 'utf8' }).trim();
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Commit ${git('rev-parse', '--short', 'HEAD')} of ${git('show', '-s', '--format=%cs', 'HEAD')}`,
    `measured on ${new Date().toISOString().slice(0, 10)}`,
    `${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${memory} GB of memory`,
    `Node ${process.versions.node}`,
  ].join('; ');
}

/** Puts a part of the page in place of its last version; the other parts stay. */
export function writePart(name: string, text: string): void {
  const page = existsSync(FILE) ? readFileSync(FILE, 'utf8') : INTRO;
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const part = `${start}\n\n${text.trim()}\n\n${end}`;
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  writeFileSync(FILE, after === undefined ? `${page.trimEnd()}\n\n${part}\n` : `${before}${part}${after}`);
}
