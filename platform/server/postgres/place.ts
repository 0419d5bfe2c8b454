// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Cluster, clusterExists, createCluster } from './cluster.ts';
import { dataGone, otherVersion, outOfReach } from './postgres-fault.ts';
import { embeddedPrograms, SYSTEM_FOLDER } from './programs.ts';
import { findServerFile, keepFirst, makeFolder, type ServerFile, serverFileOf } from './server-file.ts';
import { mayEnter, type ServerUser, serverUser } from './server-user.ts';

export type Place = { readonly cluster: Cluster; readonly file: ServerFile };

/** Where a new cluster goes: into the folder, or where the folder is closed to the server's user, among the system's. */
async function choosePlace(folder: string, user: ServerUser): Promise<string> {
  if (await mayEnter(user, folder)) return 'data';
  return join(SYSTEM_FOLDER, `postgres-${randomBytes(4).toString('hex')}`, 'data');
}

/** Finds the cluster of a folder, or makes it. */
export async function preparePlace(folder: string): Promise<Place> {
  await makeFolder(folder);
  const known = await findServerFile(folder);
  const user = await serverUser(known === undefined ? undefined : resolve(folder, known.data));
  const file = known ?? (await keepFirst(folder, await choosePlace(folder, user)));
  const data = resolve(folder, file.data);
  const cluster: Cluster = { programs: await embeddedPrograms(user), user, data };
  if (!clusterExists(data)) {
    if (file.port !== undefined) throw dataGone(data, serverFileOf(folder));
    await makeFolder(dirname(data));
    await createCluster(cluster, file.password);
  }
  if (!(await mayEnter(user, dirname(data)))) throw outOfReach(dirname(data));
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== cluster.programs.major) throw otherVersion(version, cluster.programs.major);
  return { cluster, file };
}
