// SPDX-License-Identifier: Apache-2.0
import type { Block, Table, WordsDocument } from './document.ts';

/** The document as text: readable in a terminal, and Markdown for whoever wants more. */
export function wordsText({ title, subtitle, blocks }: WordsDocument): string {
  return `${[`# ${title}`, subtitle, ...blocks.map(blockText)].join('\n\n')}\n`;
}

function blockText(block: Block<string>): string {
  if ('heading' in block) return `${'#'.repeat(block.level + 1)} ${block.heading}`;
  if ('paragraph' in block) return block.paragraph;
  if ('list' in block) return block.list.map((entry) => `- ${entry}`).join('\n');
  return tableText(block.table);
}

function tableText({ columns, rows }: Table<string>): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
  const rule = `|${columns.map(({ centred }) => (centred === true ? ':-:' : '---')).join('|')}|`;
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

/** A cell stays on its line and in its column. */
const plain = (cell: string): string => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/gu, ' ');
