// SPDX-License-Identifier: Apache-2.0
import { dateOf, instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { connect } from '@beichen/platform-server/db/connect.ts';
import {
  type FirstSlip,
  type GivingPosts,
  giveTopPost,
  NoSuchPost,
  type WantedPost,
} from '@beichen/platform-server/login/accounts/top-post.ts';
import { readRoles } from '@beichen/platform-server/login/roles.ts';
import { PackReader, readPack } from '@beichen/platform-server/packs/read-pack.ts';
import { type Command, type Given, optionalText, shared, textOf } from '../command.ts';
import { EXIT, Unusable, unusable } from '../failure.ts';
import { packOf, typedText, vaultOf } from '../installed.ts';
import type { Terminal } from '../terminal.ts';

async function giving(given: Given): Promise<GivingPosts> {
  const about = await packOf(given, async (folder) => {
    const { roles, zone, accounts } = await readPack(folder);
    const reader = new PackReader(folder);
    const read = await readRoles(reader, roles);
    reader.check();
    return { roles: read, zone, slipDays: accounts.slipDays };
  });
  return { ...about, vault: await vaultOf(given), now: instantOfMillis(Date.now()) };
}

function refused(error: Error, file: string): Unusable {
  if (error instanceof Unusable) return error;
  if (error instanceof NoSuchPost)
    return new Unusable(
      error.faults.map(({ of, what, mend }) => ({
        file: of === 'name' ? file : `--${of}`,
        code: `no-${of}`,
        what,
        mend,
      })),
    );
  return unusable('--database-url', 'database', {
    what: { zh: `没有任命，数据库不能用：${error.message}`, en: `nobody appointed, the database: ${error.message}` },
    mend: {
      zh: '核对地址和角色；服务须先启动过一次',
      en: 'check the address and the role; start the server once before',
    },
  });
}

function slipText({ login, title, unit, code, endsAt }: FirstSlip, zone: string, { language }: Terminal): string {
  // It works until the end of a day: the day is what a person reads on paper.
  const last = dateOf(instantOfMillis(millisOf(instant(endsAt)) - 1), zone);
  if (language === 'zh')
    return `${unit} ${title.zh}\n账号：${login}\n一次性口令：${code}\n${last}前（含当日）有效，用一次即失效。请当面交给本人。\n`;
  return `${title.en}, ${unit}\nlogin: ${login}\none-time code: ${code}\nIt works once, up to and on ${last}. Hand it over in person.\n`;
}

export const appoint: Command = {
  name: 'appoint',
  // A name on the command line would stay in the shell's history.
  files: ['name.txt'],
  options: {
    role: { value: 'administrator', needed: true, words: { zh: '岗位标识，见roles.yaml', en: 'role, of roles.yaml' } },
    login: { value: 'wang.jianguo', needed: true, words: { zh: '账号名', en: 'login' } },
    unit: {
      value: '4113',
      words: { zh: '单位代码，默认最高一级单位', en: 'code of the unit; the one at the top by default' },
    },
    'database-url': shared.workerUrl,
    'vault-keys': shared.vaultKeys,
    pack: shared.pack,
    lang: shared.lang,
  },
  words: {
    zh: '任命系统里无人可以任命的岗位（如系统管理员），开账号并给出一次性口令；文件里写姓名',
    en: 'gives a post that nobody in the system appoints to (the administrator) with an account and a one-time code',
  },
  async run(given, terminal) {
    const [file = ''] = given.files;
    const about = await giving(given);
    const wanted: WantedPost = {
      name: typedText(file).trim(),
      login: textOf(given, 'login'),
      role: textOf(given, 'role'),
      unit: optionalText(given, 'unit'),
    };
    const { db, close } = connect(textOf(given, 'database-url'), 1, () => undefined);
    const slip = await giveTopPost(db, wanted, about)
      .catch((error: Error) => {
        throw refused(error, file);
      })
      .finally(close);
    terminal.out(slipText(slip, about.zone, terminal));
    return EXIT.done;
  },
};
