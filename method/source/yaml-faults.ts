// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';

type Told = { readonly what: Words; readonly mend: Words };

const indent: Words = { zh: '同一层用相同个数的空格缩进', en: 'indent one level by the same number of spaces' };
const quote: Words = { zh: '给这段文字加上引号', en: 'put the text into quotes' };
const bracket: Words = {
  zh: '检查括号、引号和冒号是否成对、齐全',
  en: 'see that brackets, quotes and colons are complete',
};

/** What the YAML reader's own codes mean to a person who wrote the file. */
export const yamlFaults: Record<string, Told> = {
  BAD_ALIAS: {
    what: { zh: '不能用别名（*）', en: 'aliases (*) are refused' },
    mend: { zh: '把内容原样写在这里', en: 'write the content out here' },
  },
  BAD_DIRECTIVE: {
    what: { zh: '不认识的%指令', en: 'an unknown % directive' },
    mend: { zh: '删去这一行', en: 'delete the line' },
  },
  BAD_DQ_ESCAPE: {
    what: { zh: '双引号里有不认识的反斜杠转义', en: 'an unknown backslash escape in double quotes' },
    mend: { zh: '改用单引号，或写成两个反斜杠', en: 'use single quotes, or double the backslash' },
  },
  BAD_INDENT: { what: { zh: '缩进不对', en: 'wrong indentation' }, mend: indent },
  BAD_SCALAR_START: {
    what: { zh: '文字不能以这个符号开头', en: 'a plain text cannot start with this character' },
    mend: quote,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: { zh: '一行里套了两层“键: 值”', en: 'a mapping nested on one line' },
    mend: {
      zh: '另起一行并缩进；文字里的冒号要加引号',
      en: 'start a new, indented line; quote a text with a colon in it',
    },
  },
  BLOCK_IN_FLOW: {
    what: { zh: '花括号或方括号里不能再用缩进写法', en: 'indented content inside { } or [ ]' },
    mend: bracket,
  },
  KEY_OVER_1024_CHARS: { what: { zh: '键太长', en: 'the key is too long' }, mend: bracket },
  MISSING_CHAR: {
    what: { zh: '缺少符号（括号、引号、冒号或空格）', en: 'a character is missing (bracket, quote, colon or space)' },
    mend: bracket,
  },
  MULTILINE_IMPLICIT_KEY: {
    what: { zh: '键跨了行，或缺少冒号', en: 'a key runs over the line, or its colon is missing' },
    mend: bracket,
  },
  MULTIPLE_DOCS: {
    what: { zh: '一个文件里有多份文档（---）', en: 'more than one document (---) in the file' },
    mend: { zh: '一个文件只写一份办法', en: 'one method a file' },
  },
  TAB_AS_INDENT: {
    what: { zh: '用了制表符缩进', en: 'a tab is used to indent' },
    mend: { zh: '把制表符换成空格', en: 'replace tabs by spaces' },
  },
  UNEXPECTED_TOKEN: { what: { zh: '这里的内容无法识别', en: 'unexpected content' }, mend: bracket },
};

/** For codes that a person hardly meets. */
export const anyYamlFault: Told = { what: { zh: '不是合法的YAML', en: 'not valid YAML' }, mend: bracket };
