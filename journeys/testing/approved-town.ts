// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SmallPack, writeSmallPack } from './small-pack.ts';

const GRADES = [
  ['five', '五星支部'],
  ['four', '四星支部'],
  ['three', '三星支部'],
  ['two', '二星支部'],
  ['one', '一星支部'],
];
const HONOURS = GRADES.map(
  ([grade, title]) =>
    `${grade}: { title: { zh: ${title}, en: ${grade} }, rewards: [{ title: { zh: 工作经费, en: Funds }, amount: 20000, unit: { zh: 元, en: yuan }, basis: 假定 }] }`,
);

/** Changes a file of a pack; the change must be one. */
export async function changeFile(path: string, by: (text: string) => string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const changed = by(text);
  if (changed === text) throw new Error(`${path}: nothing to change`);
  await writeFile(path, changed);
}

/** A small city whose method a city office has approved, with honours for each grade. The demo's pack leaves that open, and nobody is named by it. */
export async function writeApprovedTown(folder: string, pack: SmallPack): Promise<void> {
  await writeSmallPack(folder, pack);
  await changeFile(join(folder, 'methods/community-stars.yaml'), (text) =>
    text.replace(
      'document: 待发布机关填写, approval: 待批准机关填写',
      'document: 宛组〔2026〕30号, approval: 市委组织部',
    ),
  );
  await changeFile(
    join(folder, 'pack.yaml'),
    (text) => `${text}  naming:\n    community-stars:\n      basis: 假定\n      honours: { ${HONOURS.join(', ')} }\n`,
  );
}
