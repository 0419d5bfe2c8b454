// SPDX-License-Identifier: Apache-2.0
import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CityExists, freshPasswords, newCity } from '@beichen/platform-server/db/new-city.ts';
import type { CityUrls } from '@beichen/platform-server/db/provision.ts';
import { readPack } from '@beichen/platform-server/packs/read-pack.ts';
import { createKeyFile } from '@beichen/platform-server/vault/master-keys.ts';
import { type Command, shared, textOf } from '../command.ts';
import { EXIT, type Unusable, unusable } from '../failure.ts';
import { packOf } from '../installed.ts';

const NAME = /^[a-z][a-z0-9_]{0,40}$/;

/** Read by a shell, by systemd and by Node alike. Whatever is not written here has a default. */
function settingsText(of: { name: string; pack: string; keys: string; data: string }, urls: CityUrls): string {
  const settings = {
    BEICHEN_MODE: 'production',
    BEICHEN_CITY: of.name,
    BEICHEN_PACK: of.pack,
    BEICHEN_DATA: of.data,
    BEICHEN_VAULT_KEYS: of.keys,
    DATABASE_URL: urls.app,
    DATABASE_DIRECT_URL: urls.worker,
    DATABASE_OWNER_URL: urls.owner,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
}

function refused(error: Error, name: string): Unusable {
  if (error instanceof CityExists)
    return unusable('--name', 'city-exists', {
      what: { zh: `“${name}”已经建过，未作任何改动`, en: `"${name}" was made before; nothing was changed` },
      mend: {
        zh: '换一个标识；口令遗失的，由数据库管理员重设',
        en: 'take another name; for lost passwords alter the roles',
      },
    });
  return unusable('--superuser-url', 'database', {
    what: { zh: `数据库不能用：${error.message}`, en: `the database: ${error.message}` },
    mend: {
      zh: '核对地址，须为可建库、建角色的账号',
      en: 'check the address; it must be allowed to make databases and roles',
    },
  });
}

export const newCityCommand: Command = {
  name: 'new-city',
  files: ['city.env'],
  options: {
    name: {
      value: 'nanyang',
      needed: true,
      words: { zh: '城市标识，也是数据库和模式的名称', en: 'name of the city, of its database and schema' },
    },
    'superuser-url': {
      value: 'postgres://…',
      needed: true,
      words: { zh: '可建库、建角色的数据库地址', en: 'address of whoever may make databases and roles' },
    },
    pack: shared.pack,
    'vault-keys': {
      value: 'vault-keys',
      needed: true,
      words: { zh: '保密库主密钥文件，没有则新建', en: "file of the vault's master keys, made where there is none" },
    },
    data: { value: 'data', needed: true, words: { zh: '数据文件夹', en: 'data folder' } },
    lang: shared.lang,
  },
  words: {
    zh: '建一座城市的数据库、角色和主密钥，把设置写入city.env；随后启动服务，再用appoint开第一个账号',
    en: 'makes the database, roles and keys of a city and writes its settings; then start the server, and appoint',
  },
  async run(given, terminal) {
    const [file = ''] = given.files;
    const name = textOf(given, 'name');
    if (!NAME.test(name))
      throw unusable('--name', 'no-name', {
        what: { zh: `“${name}”不能作城市标识`, en: `"${name}" cannot name a city` },
        mend: { zh: '小写字母开头，可用数字和下划线', en: 'a small letter, then small letters, digits or _' },
      });
    const { folder: pack } = await packOf(given, readPack);
    const keys = resolve(textOf(given, 'vault-keys'));
    // The file is there before the passwords are: none is ever set that nobody knows.
    const settings = await open(file, 'wx', 0o600).catch((error: Error) => {
      throw unusable(file, 'no-file', {
        what: { zh: '已有这个文件，或写不进去', en: `cannot be written anew: ${error.message}` },
        mend: { zh: '换一个文件名', en: 'take another name' },
      });
    });
    try {
      const urls = await newCity(textOf(given, 'superuser-url'), name, freshPasswords());
      await createKeyFile(keys);
      await settings.writeFile(settingsText({ name, pack, keys, data: resolve(textOf(given, 'data')) }, urls));
      await settings.sync();
    } catch (error) {
      await rm(file);
      throw refused(error as Error, name);
    } finally {
      await settings.close();
    }
    const done = {
      zh: `已建好。设置写入${file}（含口令，只有本用户可读）。主密钥在${keys}，请另存一份，不与数据库备份放在一起。\n`,
      en: `Done. Settings are in ${file} (with passwords, for this user alone). The keys are in ${keys}: keep a copy, apart from backups of the database.\n`,
    };
    terminal.out(done[terminal.language]);
    return EXIT.done;
  },
};
