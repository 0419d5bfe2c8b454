// SPDX-License-Identifier: Apache-2.0
import { beforeAll, expect, test } from 'vitest';
import { CLEAN } from './testing/clean-tree.ts';
import { DOMAIN_PLANTS } from './testing/domain-plants.ts';
import { checkAndRemove, layOut, type Told } from './testing/house-on-disk.ts';
import { IMPORT_PLANTS } from './testing/import-plants.ts';
import { PLANTS } from './testing/plants.ts';

const plants = [...PLANTS, ...IMPORT_PLANTS, ...DOMAIN_PLANTS];
/** A run takes five seconds on an idle machine, and may take ten times that on a busy one. */
const PATIENCE = 180_000;

let told: readonly Told[] = [];
let status: number | null = null;

/** All plants at once: a run of the checks costs seconds, and each plant has files of its own. */
beforeAll(() => {
  const files = { ...CLEAN };
  for (const plant of plants) {
    Object.assign(files, plant.files);
    for (const [name, text] of Object.entries(plant.appended ?? {})) files[name] = (files[name] ?? '') + text;
  }
  const outcome = checkAndRemove(layOut(files));
  told = outcome.told;
  status = outcome.status;
}, PATIENCE);

test(
  'a clean house passes',
  () => {
    const outcome = checkAndRemove(layOut(CLEAN));
    expect(outcome.text).toBe('check: nothing to mend\n');
    expect(outcome.status).toBe(0);
  },
  PATIENCE,
);

test('a house with breaches is refused', () => {
  expect(status).toBe(1);
});

test.each(plants)('refused: $name', ({ refused }) => {
  for (const [file, rule, what = '', mend = ''] of refused) {
    const fault = told.find((one) => one.file === file && one.rule === rule && one.what.includes(what));
    expect(fault, `${file} [${rule}]`).toBeDefined();
    expect(fault?.mend).not.toBe('');
    expect(fault?.mend).toContain(mend);
  }
});

test('nothing is refused but what was planted', () => {
  const planted = plants.flatMap(({ refused }) => refused.map(([file, rule]) => `${file} [${rule}]`));
  expect(told.map(({ file, rule }) => `${file} [${rule}]`).filter((one) => !planted.includes(one))).toEqual([]);
});
