// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { dispositionOf, fileName } from './file-name.ts';

test.each([
  ['路灯.JPEG', 'jpg', '路灯.jpg'],
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['..\\..\\windows\\win.ini', 'txt', 'win.txt'],
  ['page.html', 'jpg', 'page.jpg'],
  ['a\u202egpj.exe', 'pdf', 'agpj.pdf'],
  ['a\r\nSet-Cookie: b=c.pdf', 'pdf', 'aSet-Cookie b=c.pdf'],
  ['.htaccess', 'txt', 'file.txt'],
  ['...', 'pdf', 'file.pdf'],
  ['', 'pdf', 'file.pdf'],
  ['台账.CSV', 'txt', '台账.csv'],
  ['台账.csv', 'xlsx', '台账.xlsx'],
  [`${'长'.repeat(200)}.pdf`, 'pdf', `${'长'.repeat(80)}.pdf`],
])('%j as .%s is %j', (sent, extension, name) => {
  expect(fileName(sent, { extension })).toBe(name);
});

test('the name travels so that no sign of it ends the header', () => {
  expect(dispositionOf(`王’s "路灯" (1)'.jpg`)).toBe(
    `attachment; filename="file.jpg"; filename*=UTF-8''%E7%8E%8B%E2%80%99s%20%22%E8%B7%AF%E7%81%AF%22%20%281%29%27.jpg`,
  );
});
