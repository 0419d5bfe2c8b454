// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKinds } from './read-kinds.ts';

const KINDS = `kinds:
  - id: event
    title: { zh: 事件, en: Event }
    sensitivity: open
    units: [community]
    categories:
      - id: lamp
        title: { zh: 路灯, en: Lamp }
        line: works
        clock: { limit: { unit: hours, amount: 6 } }
        basis: 假定
      - id: other
        title: { zh: 其他, en: Other }
        line: null
        clock: { limit: { unit: hours, amount: 6 } }
        basis: 假定
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beichen-kinds-'));
  await mkdir(join(folder, 'cases'));
  await writeFile(join(folder, 'cases/kinds.yaml'), KINDS);
});
afterAll(() => rm(folder, { recursive: true }));

test('a duty line without a title is told with its place, and what is to be done', async () => {
  // “line: works” is the ninth line of the file.
  await expect(readKinds(folder, {})).rejects.toMatchObject({
    faults: [
      {
        line: 9,
        what: { zh: '条线“works”没有名称' },
        mend: { zh: '在pack.yaml的lines里写上它的中英文名称' },
      },
    ],
  });
});

test('a line that has a title is taken, and so is none', async () => {
  const [kind] = await readKinds(folder, { works: { zh: '工程', en: 'Works' } });
  expect(kind?.categories.map(({ line }) => line)).toEqual(['works', null]);
});
