// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/method';
import type { Terminal } from './terminal.ts';

/** One option of a command. */
export type Option = { readonly words: Words; readonly value?: string; readonly needed?: boolean };

/** What a command line came to. */
export type Given = {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string | true | undefined>>;
};

/** A command: what it takes, what it says of itself, what it does. Returns the exit code. */
export type Command = {
  readonly name: string;
  /** Names of the files that it takes before its options. */
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly words: Words;
  run(given: Given, terminal: Terminal): Promise<number>;
};

/** Options that several commands share. */
export const shared = {
  units: {
    value: 'units.csv',
    needed: true,
    words: { zh: '单位表（.csv或.xlsx）', en: 'list of units (.csv or .xlsx)' },
  },
  facts: { value: 'facts.csv', needed: true, words: { zh: '指标数据（.csv或.xlsx）', en: 'facts (.csv or .xlsx)' } },
  catalogue: {
    value: 'measures.yaml',
    words: {
      zh: '指标目录；办法用了目录外的指标即不通过',
      en: 'catalogue; a method that names a measure outside it is refused',
    },
  },
  workerUrl: {
    value: 'DATABASE_DIRECT_URL',
    needed: true,
    words: { zh: '工作角色的数据库地址，须直连', en: "the worker role's database address, direct" },
  },
  vaultKeys: {
    value: 'BEICHEN_VAULT_KEYS',
    needed: true,
    words: { zh: '保密库主密钥文件', en: "file of the vault's master keys" },
  },
  pack: { value: 'packs/nanyang', needed: true, words: { zh: '城市包文件夹', en: 'folder of the city pack' } },
  json: { words: { zh: '输出JSON', en: 'print JSON' } },
  lang: {
    value: 'zh|en',
    words: { zh: '输出用中文或英文（默认随系统）', en: "language of the output (default: the system's)" },
  },
} satisfies Record<string, Option>;

/** The text of an option that the command line must have. */
export const textOf = ({ options }: Given, name: string): string => String(options[name]);

/** The text of an option, where it was given. */
export function optionalText({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
