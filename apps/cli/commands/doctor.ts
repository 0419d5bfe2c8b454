// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { civilDate } from '@beichen/kernel/time.ts';
import { examine, type Finding } from '@beichen/platform-server/doctor/examine.ts';
import { allMigrations } from '../all-migrations.ts';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const MARKS = { fine: '✓', attention: '!', broken: '✗' } as const;

function lineOf({ name, state, what, mend }: Finding, { language }: Terminal): string {
  const line = `${MARKS[state]} ${name[language]}${language === 'zh' ? '：' : ': '}${what[language]}\n`;
  return mend === undefined ? line : `${line}    → ${mend[language]}\n`;
}

export const doctor: Command = {
  name: 'doctor',
  files: [],
  options: {
    'app-url': {
      value: 'DATABASE_URL',
      needed: true,
      words: { zh: '应用角色的数据库地址', en: "the app role's database address" },
    },
    'worker-url': {
      value: 'DATABASE_DIRECT_URL',
      needed: true,
      words: { zh: '工作角色的数据库地址，须直连', en: "the worker role's address, direct" },
    },
    pack: shared.pack,
    'vault-keys': {
      value: 'vault-keys',
      needed: true,
      words: { zh: '保密库主密钥文件', en: "file of the vault's master keys" },
    },
    data: { value: 'data', words: { zh: '数据文件夹，默认 ./data', en: 'data folder, ./data by default' } },
    lang: shared.lang,
  },
  words: { zh: '体检：这套系统哪里不对，怎样修好', en: 'says what is wrong with an installation and how to mend it' },
  async run(given, terminal) {
    const findings = await examine({
      appUrl: textOf(given, 'app-url'),
      workerUrl: textOf(given, 'worker-url'),
      pack: resolve(textOf(given, 'pack')),
      vaultKeys: resolve(textOf(given, 'vault-keys')),
      data: resolve(optionalText(given, 'data') ?? 'data'),
      migrations: allMigrations(),
      today: civilDate(new Date().toISOString().slice(0, 10)),
    });
    terminal.out(findings.map((finding) => lineOf(finding, terminal)).join(''));
    return findings.some(({ state }) => state === 'broken') ? EXIT.found : EXIT.done;
  },
};
