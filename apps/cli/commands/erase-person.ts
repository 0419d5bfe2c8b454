// SPDX-License-Identifier: Apache-2.0
import { instantOfMillis } from '@beichen/kernel/time.ts';
import { connect } from '@beichen/platform-server/db/connect.ts';
import { type Erased, erasePhones } from '@beichen/platform-server/vault/erase-phones.ts';
import { forgetMasters, rotateMaster } from '@beichen/platform-server/vault/rotate-master.ts';
import { type Command, shared, textOf } from '../command.ts';
import { EXIT, Unusable, unusable } from '../failure.ts';
import { typedText, vaultOf } from '../installed.ts';

export const erasePerson: Command = {
  name: 'erase-person',
  // A number on the command line would stay in the shell's history and stand in the list of processes.
  files: ['phones.txt'],
  options: {
    'database-url': shared.workerUrl,
    'vault-keys': shared.vaultKeys,
    rotate: {
      words: {
        zh: '随后轮换主密钥：此前备份里的个人信息从此都读不出',
        en: 'then rotate the master keys: personal data in all earlier backups can be read no more',
      },
    },
    json: shared.json,
    lang: shared.lang,
  },
  words: {
    zh: '删除这些电话号码的主人的个人信息，每行一个号码；事项和统计结果不受影响，删除记入审计',
    en: 'erases what is known of the owners of these phones, one a line; cases and results stay; the audit tells',
  },
  async run(given, terminal) {
    const [file = ''] = given.files;
    const phones = phonesIn(file);
    const keyFile = textOf(given, 'vault-keys');
    const vault = await vaultOf(given);
    const { db, close } = connect(textOf(given, 'database-url'), 1, () => undefined);
    const work = async (): Promise<Erased & { readonly rotated: number | null }> => {
      const erased = await erasePhones(db, vault, { phones, now: instantOfMillis(Date.now()) });
      if (given.options['rotate'] !== true) return { ...erased, rotated: null };
      const rotated = await rotateMaster(db, keyFile);
      await forgetMasters(db, keyFile);
      return { ...erased, rotated };
    };
    const done = await work()
      .catch((error: Error) => {
        throw error instanceof Unusable ? error : databaseFault(error);
      })
      .finally(close);
    const text = given.options['json'] === true ? JSON.stringify(done) : sentence(done)[terminal.language];
    terminal.out(`${text}\n`);
    return EXIT.done;
  },
};

function phonesIn(file: string): string[] {
  const text = typedText(file);
  const phones = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const wrong = phones.findIndex((line) => line.replace(/\D/g, '').length < 7);
  if (phones.length > 0 && wrong < 0) return phones;
  throw unusable(file, 'no-phone', {
    what: { zh: '有的行不是电话号码，或文件是空的', en: 'a line is no phone number, or the file is empty' },
    mend: { zh: '每行写一个号码', en: 'write one number a line' },
  });
}

function databaseFault(error: Error): Unusable {
  return unusable('--database-url', 'database', {
    what: { zh: `没有删除，数据库不能用：${error.message}`, en: `nothing erased, the database: ${error.message}` },
    mend: { zh: '核对地址和角色，数据库须在运行', en: 'check the address and the role; the database must run' },
  });
}

function sentence({ subjects, serving, unknown, rotated }: Erased & { readonly rotated: number | null }) {
  const turned =
    rotated === null
      ? { zh: '此前的备份里仍有，可用--rotate使其读不出', en: 'earlier backups still hold it; --rotate ends that' }
      : { zh: '主密钥已轮换，此前的备份读不出', en: 'the master keys were rotated; earlier backups cannot be read' };
  return {
    zh: `已删除${subjects}处登记的个人信息；${serving}处属在岗人员，未动；${unknown}个号码没有登记。${turned.zh}`,
    en: `Erased where ${subjects} records named them; ${serving} hold a post and were left; ${unknown} phones are unknown; ${turned.en}`,
  };
}
