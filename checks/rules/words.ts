// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path/posix';
import type { Fault } from '../fault.ts';
import { packagesOf } from '../imports.ts';
import type { Tree } from '../tree.ts';

const GLOSSARY = 'GLOSSARY.md';
const RULE = 'words';

type Row = { readonly line: number; readonly cells: readonly string[]; readonly names: readonly string[] };

function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.startsWith('|') || /^\|[\s|:-]+$/.test(line) || /name in code/i.test(line)) continue;
    const cells = line.split('|').slice(1, -1);
    const names = [...(cells[2] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    rows.push({ line: index + 1, cells: cells.map((cell) => cell.trim()), names });
  }
  return rows;
}

/** All words of the code base: identifiers, keys and values of data files, names of files. Prose does not count. */
function wordsOf(tree: Tree): Set<string> {
  const words = new Set<string>();
  for (const file of tree.files) {
    if (file.endsWith('.md') || file === 'package-lock.json') continue;
    for (const text of [file, tree.text(file)]) for (const [word] of text.matchAll(/[A-Za-z][\w-]*/g)) words.add(word);
    for (const part of file.split(/[/.]/)) words.add(part);
  }
  return words;
}

function* faultsOfRow(row: Row, words: ReadonlySet<string>, seen: Set<string>): Generator<Fault> {
  const place = { file: GLOSSARY, line: row.line, rule: RULE };
  if (row.names.length === 0 || row.cells.slice(0, 3).some((cell) => cell === '')) {
    yield { ...place, what: 'a row is not whole', mend: '| 中文 | English | `nameInCode` | what it means |' };
  }
  for (const name of row.names) {
    if (!words.has(name)) {
      yield { ...place, what: `\`${name}\` is not in the code`, mend: 'use that name in the code, or correct the row' };
    }
    if (seen.has(name)) {
      yield {
        ...place,
        what: `\`${name}\` stands in two rows`,
        mend: 'one name for one thing: join the rows or rename one',
      };
    }
    seen.add(name);
  }
}

function foldersToName(tree: Tree): Set<string> {
  const packages = [...packagesOf(tree).keys()].filter((folder) => folder !== '.');
  const domains = tree.files.flatMap((file) => /^domains\/([^/]+)\//.exec(file)?.[1] ?? []);
  return new Set([...packages.map((folder) => basename(folder)), ...domains]);
}

/** GLOSSARY.md and the code use the same names, and every package and domain is explained there. */
export function words(tree: Tree): Fault[] {
  if (!tree.files.includes(GLOSSARY)) {
    return [{ file: GLOSSARY, rule: RULE, what: 'is missing', mend: 'write the table 中文 · English · name in code' }];
  }
  const rows = rowsOf(tree.text(GLOSSARY));
  const known = wordsOf(tree);
  const seen = new Set<string>();
  const faults = rows.flatMap((row) => [...faultsOfRow(row, known, seen)]);
  for (const folder of foldersToName(tree)) {
    if (seen.has(folder)) continue;
    const mend = `add a row whose name in code is \`${folder}\``;
    faults.push({ file: GLOSSARY, rule: RULE, what: `the folder ${folder} is not explained`, mend });
  }
  return faults;
}
