// SPDX-License-Identifier: Apache-2.0

/** Why the database server cannot be started, in both languages, each with what to do about it. */
export class PostgresFault extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = 'PostgresFault';
    this.zh = zh;
    this.en = en;
  }
}

export const unsupportedMachine = (machine: string) =>
  new PostgresFault(
    `没有适用于本机（${machine}）的内置 PostgreSQL。请重新运行 npm ci；如仍不行，请自行安装 PostgreSQL 15 以上版本，并设置 DATABASE_URL。`,
    `There is no embedded PostgreSQL for this machine (${machine}). Run npm ci again; if that does not help, install PostgreSQL 15 or later and set DATABASE_URL.`,
  );

export const noServerUser = (why: string) =>
  new PostgresFault(
    `PostgreSQL 不能以 root 身份运行，而创建系统用户 postgres 未成功（${why}）。请先创建该用户（useradd --system postgres），或改用普通用户启动。`,
    `PostgreSQL does not run as root, and making the system user postgres failed (${why}). Make that user (useradd --system postgres), or start as an ordinary user.`,
  );

export const notYours = (path: string) =>
  new PostgresFault(
    `无权读写 ${path}。数据目录可能由其他用户（如 root）创建，请用该用户启动，或把目录的属主改为当前用户。`,
    `${path} may not be read or written. The folder may have been made by another user (root, say): start as that user, or give the folder to the current one.`,
  );

export const outOfReach = (path: string) =>
  new PostgresFault(
    `运行数据库的系统用户进不了目录 ${path}。请把数据目录移回原处，或放开各级上级目录的进入权限（chmod o+x）。`,
    `The system user that runs the database cannot enter ${path}. Move the data folder back, or open the folders above it for entering (chmod o+x).`,
  );

export const dataGone = (data: string, file: string) =>
  new PostgresFault(
    `数据库目录 ${data} 不见了，但 ${file} 记载它曾经存在。请从备份恢复；确实要从空库重新开始的，请删除 ${file}。`,
    `The database folder ${data} is gone, though ${file} says that it was there. Restore it from a backup; to begin again with an empty database, remove ${file}.`,
  );

export const otherVersion = (found: string, brought: string) =>
  new PostgresFault(
    `数据目录由 PostgreSQL ${found} 创建，本系统内置的是 ${brought}。请用原版本导出备份，清空数据目录后再导入。`,
    `The data folder was made by PostgreSQL ${found}; this release brings ${brought}. Make a backup with the former release, empty the data folder and restore.`,
  );

export const alreadyRunning = (folder: string, holder: string) =>
  new PostgresFault(
    `数据目录 ${folder} 正由另一个北辰进程（${holder}）使用，不能重复启动。请先停止那个进程，或为本次启动指定另一个数据目录。`,
    `The data folder ${folder} is in use by another Beichen process (${holder}) and cannot be opened twice. Stop that process first, or name another data folder.`,
  );

export const heldBySomeone = (folder: string) =>
  new PostgresFault(
    `数据目录 ${folder} 已被另一个数据库服务占用，且联系不上该服务（可能在另一个容器中，或仍在恢复数据）。请稍后重试；仍不行的，请停止占用该目录的容器或 postgres 进程。`,
    `Another database server holds the data folder ${folder} and does not answer (it may be in another container, or still be recovering). Try again later; if that does not help, stop the container or the postgres process that holds the folder.`,
  );

export const portTaken = (port: number) =>
  new PostgresFault(
    `端口 ${port} 已被其他程序占用。请停止那个程序，或换一个端口。`,
    `Port ${port} is in use by another program. Stop that program, or name another port.`,
  );

export const serverFailed = (what: string, said: string) =>
  new PostgresFault(
    `${what} 未能运行。它最后的输出是：\n${said}`,
    `${what} did not run. The last that it said:\n${said}`,
  );
