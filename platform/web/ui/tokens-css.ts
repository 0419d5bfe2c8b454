// SPDX-License-Identifier: Apache-2.0
import { colours, easings, fonts, motion, type Pair, type Shade, shadows, sizes } from './tokens.ts';

const HEAD = '/* SPDX-License-Identifier: Apache-2.0. Made from tokens.ts by `npm run tokens`; change it there. */';

function block(selector: string, lines: readonly string[], indent = ''): string {
  return [`${indent}${selector} {`, ...lines.map((line) => `${indent}  ${line}`), `${indent}}`].join('\n');
}

function shaded(shade: Shade): string[] {
  const pairs: [string, Pair][] = [...Object.entries(colours), ...Object.entries(shadows)];
  const lines = pairs.map(([name, [light, dark]]) => `--bc-${name}: ${shade === 'light' ? light : dark};`);
  return [`color-scheme: ${shade};`, ...lines];
}

function unshaded(): string[] {
  const plain = [...Object.entries(fonts), ...Object.entries(easings)].map(
    ([name, value]) => `--bc-${name}: ${value};`,
  );
  const pixels = Object.entries(sizes).map(([name, value]) => `--bc-${name}: ${value}px;`);
  const times = Object.entries(motion).map(([name, value]) => `--bc-${name}: ${value}ms;`);
  return [...plain, '--bc-measure: 38em;', ...pixels, ...times];
}

/** Paper is white and has no night. */
function onPaper(): string[] {
  return shaded('light').map((line) => line.replace(/^(--bc-(?:paper|surface)): .*$/, '$1: #ffffff;'));
}

/** The style sheet of the tokens: both sets of values, reduced motion, high contrast, paper. */
export function tokensCss(): string {
  const still = Object.keys(motion).map((name) => `--bc-${name}: 0ms;`);
  const sharp = ['--bc-line: var(--bc-line-strong);', '--bc-ink-2: var(--bc-ink);', '--bc-ink-3: var(--bc-ink-2);'];
  return [
    HEAD,
    block(':root', [...shaded('light'), ...unshaded()]),
    `@media (prefers-color-scheme: dark) {\n${block(':root:not([data-theme="light"])', shaded('dark'), '  ')}\n}`,
    block(':root[data-theme="dark"]', shaded('dark')),
    `@media (prefers-reduced-motion: reduce) {\n${block(':root', still, '  ')}\n}`,
    `@media (prefers-contrast: more) {\n${block(':root:root:root', sharp, '  ')}\n}`,
    `@media print {\n${block(':root:root:root', onPaper(), '  ')}\n}`,
    '',
  ].join('\n\n');
}
