// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFinds, COLOURS } from './axe-finds.ts';
import { Desks } from './desks.ts';

let desks: Desks;

beforeAll(async () => {
  desks = await Desks.open('http://localhost/');
});
afterAll(() => desks?.close());

/** A page with one of each: a button, a text on white, a link in a text, a field, a picture, a table cell that scrolls. */
const page = (main: string): string =>
  `<!doctype html><html lang="zh-CN"><head><title>页</title></head>
  <body style="background:#fff;color:#111"><main><h1>页</h1>${main}</main></body></html>`;

const found = async (main: string, asked: Parameters<typeof axeFinds>[1] = {}): Promise<unknown[]> =>
  await desks.sit({}, async ({ page: sheet }) => {
    await sheet.setContent(page(main));
    return (await axeFinds(sheet, asked)).map((one) => (one as [string])[0]);
  });

test('a page without a breach has none', async () => {
  expect(await found('<button>保存</button><p>正文</p><label>名称 <input></label>')).toEqual([]);
});

// #767676 on white is 4.54:1, #777777 is 4.48:1; a text needs 4.5:1.
test.each([
  ['a button without a name', '<button></button>', 'button-name'],
  ['a text that is too weak', '<p style="color:#777777">正文</p>', 'color-contrast'],
  [
    'a weak text where ink lies behind it',
    '<div style="background:#000"><p style="color:#333">正文</p></div>',
    'color-contrast',
  ],
  ['a field without a label', '<input>', 'label'],
  ['a picture without words', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', 'image-alt'],
  ['a role that is none', '<div role="knopf">x</div>', 'aria-roles'],
  [
    'a small target beside another',
    '<style>button{width:12px;height:12px;padding:0;border:0}</style><button>a</button><button>b</button>',
    'target-size',
  ],
])('%s is found', async (_, main, rule) => {
  expect(await found(main)).toEqual([rule]);
});

test('what just suffices is no breach', async () => {
  expect(await found('<p style="color:#767676">正文</p>')).toEqual([]);
});

test('asked for colours alone, or for a place alone, it says nothing of the rest', async () => {
  const both = '<section><p style="color:#777777">正文</p></section><button></button>';
  expect(await found(both, { rules: COLOURS })).toEqual(['color-contrast']);
  expect(await found(both, { within: 'section' })).toEqual(['color-contrast']);
});

test('a frame of the page itself is looked into', async () => {
  expect(
    await found(`<iframe title="框" srcdoc="${page('<button></button>').replaceAll('"', '&quot;')}"></iframe>`),
  ).toEqual(['button-name']);
});

test('the finding names its place', async () => {
  const told = await desks.sit({}, async ({ page: sheet }) => {
    await sheet.setContent(page('<button class="planted"></button>'));
    return await axeFinds(sheet);
  });
  expect(JSON.stringify(told)).toContain('planted');
});
