// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { EXIT } from '../failure.ts';

export const schema: Command = {
  name: 'method schema',
  files: [],
  options: {},
  words: {
    zh: '办法文件的JSON Schema，供编辑器补全和检查',
    en: 'the JSON Schema of a method file, with which editors complete and check it',
  },
  async run(_, terminal) {
    const { methodJsonSchema } = await import('@beichen/method/schema');
    terminal.out(`${JSON.stringify(methodJsonSchema(), null, 2)}\n`);
    return EXIT.done;
  },
};
