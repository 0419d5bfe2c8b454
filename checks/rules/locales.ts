// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import { slipsIn } from '../chinese.ts';
import type { Fault } from '../fault.ts';
import { lineOf, nodesOf, type Tree } from '../tree.ts';
import { isTest, isTooling } from '../zones.ts';

const RULE = 'locale';
const ZH = 'zh-CN.json';
const EN = 'en.json';

/** A text, or its forms by number: `{ one, other }`. */
type Entry = string | Readonly<Record<string, unknown>>;
type Locale = Readonly<Record<string, Entry>>;

function formsOf(entry: Entry): string[] | undefined {
  if (typeof entry === 'string') return [entry];
  const forms = Object.entries(entry ?? {});
  const whole =
    forms.length === 2 && forms.every(([form, text]) => /^(one|other)$/.test(form) && typeof text === 'string');
  return whole ? forms.map(([, text]) => String(text)) : undefined;
}

const gapsOf = (forms: readonly string[]): string[] =>
  [...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')))].sort();

function read(tree: Tree, file: string): Locale | undefined {
  try {
    const value: unknown = JSON.parse(tree.text(file));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Locale) : undefined;
  } catch {
    return undefined;
  }
}

function* slipsOfKey(
  key: string,
  zh: Entry | undefined,
  en: Entry | undefined,
): Generator<readonly [string, string, string]> {
  if (zh === undefined) return yield [ZH, `${key} is missing`, 'write it in Chinese first'];
  if (en === undefined) return yield [EN, `${key} is missing`, 'translate it'];
  const [chinese, english] = [formsOf(zh), formsOf(en)];
  if (chinese === undefined) yield [ZH, `${key} is no text`, 'a text, or { "one": …, "other": … }'];
  if (english === undefined) yield [EN, `${key} is no text`, 'a text, or { "one": …, "other": … }'];
  if (chinese === undefined || english === undefined) return;
  for (const slip of chinese.flatMap(slipsIn)) yield [ZH, `${key}: ${slip.what}`, slip.mend];
  if (english.some((form) => form.trim() === '')) yield [EN, `${key} is empty`, 'translate it'];
  if (gapsOf(chinese).join() !== gapsOf(english).join()) {
    const mend = `in Chinese they are ${
      gapsOf(chinese)
        .map((gap) => `{${gap}}`)
        .join(' ') || 'none'
    }`;
    yield [EN, `${key} has other gaps than in Chinese`, mend];
  }
}

function faultsOfFolder(tree: Tree, folder: string): Fault[] {
  const [zh, en] = [read(tree, `${folder}/${ZH}`), read(tree, `${folder}/${EN}`)];
  const faults: Fault[] = [];
  for (const [name, locale] of [
    [ZH, zh],
    [EN, en],
  ] as const) {
    if (locale !== undefined || !tree.files.includes(`${folder}/${name}`)) continue;
    faults.push({ file: `${folder}/${name}`, rule: RULE, what: 'is no object of texts', mend: '{ "key": "text" }' });
  }
  if (zh === undefined || en === undefined) return faults;
  for (const key of new Set([...Object.keys(zh), ...Object.keys(en)])) {
    for (const [name, what, mend] of slipsOfKey(key, zh[key], en[key])) {
      const file = `${folder}/${name}`;
      const at = tree
        .text(file)
        .split('\n')
        .findIndex((line) => line.includes(`${JSON.stringify(key)}:`));
      faults.push({ file, ...(at < 0 ? {} : { line: at + 1 }), rule: RULE, what, mend });
    }
  }
  return faults;
}

/** The text of a literal, its gaps as `{}`; nothing for what is put together elsewhere. */
function textOf(value: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(value)) return value.text;
  if (!ts.isTemplateExpression(value)) return undefined;
  return value.head.text + value.templateSpans.map((span) => `{gap}${span.literal.text}`).join('');
}

function* faultsOfCode(tree: Tree, file: string): Generator<Fault> {
  const source = tree.source(file);
  for (const node of nodesOf(source)) {
    if (!ts.isPropertyAssignment(node) || node.name.getText(source) !== 'zh') continue;
    const text = textOf(node.initializer);
    for (const slip of text === undefined ? [] : slipsIn(text))
      yield { file, line: lineOf(source, node), rule: RULE, ...slip };
  }
}

/** Texts for users, in locales/ and in `{ zh, en }` in the code: complete in both languages, and Chinese as Chinese is written. */
export function locales(tree: Tree): Fault[] {
  const folders = new Set(
    tree.files.flatMap((file) => /^((?:domains|platform|apps)\/.*?locales)\//.exec(file)?.[1] ?? []),
  );
  // Not those of the command line: a terminal spaces nothing.
  const spoken = tree.code.filter((file) => /^(kernel|engines|platform|domains|apps)\/(?!cli\/)/.test(file));
  return [
    ...[...folders].flatMap((folder) => faultsOfFolder(tree, folder)),
    ...spoken
      .filter((file) => !isTest(file) && !isTooling(file) && tree.text(file).includes('zh:'))
      .flatMap((file) => [...faultsOfCode(tree, file)]),
  ];
}
