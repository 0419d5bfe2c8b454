// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { masked } from './mask.ts';

test.each([
  ['张伟', '张*'],
  ['欧阳修文', '欧*'],
  ['𠮷田', '𠮷*'],
  ['Anna', 'A*'],
  ['', '*'],
])('the name %s is shown as %s', (name, shown) => {
  expect(masked('name', name)).toBe(shown);
});

test.each([
  ['13812345678', '138****5678'],
  ['+86 138-1234-5678', '861****5678'],
  ['63123456', '****56'],
  ['110', '****'],
  ['', '****'],
])('the phone %s is shown as %s', (phone, shown) => {
  expect(masked('phone', phone)).toBe(shown);
});

test.each([
  ['河南省南阳市宛城区东关街道河街社区3号楼2单元', '河南省南阳市宛城区东关街道****'],
  ['南阳市镇平县石佛寺镇大榆树村5组', '南阳市镇平县石佛寺镇****'],
  ['镇平县石佛寺镇大榆树村', '镇平县石佛寺镇****'],
  ['新乡市红旗区东街街道某小区', '新乡市红旗区东街街道****'],
  ['东关街道书院街12号', '东关街道****'],
  // Nothing below the street may slip in where the street is missing.
  ['建设路12号', '****'],
  ['河街社区书院街道口3号楼', '****'],
  ['阳光小区3号楼', '****'],
  ['3号楼东关街道', '****'],
])('the address %s is shown as %s', (address, shown) => {
  expect(masked('address', address)).toBe(shown);
});
