// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';

const league = join(import.meta.dirname, '..', '..', 'packs', 'tennis-league');
const method = join(league, 'methods', 'club-ladder.yaml');
const units = join(league, 'units.csv');
const facts = join(league, 'facts.csv');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beichen-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function beichen(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    watched: false,
    language: 'zh',
  });
  return { code, ...said };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const sheet = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** A zip of one entry: so many zero bytes, said to be few. */
function bomb(megabytes: number): Uint8Array {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(Buffer.alloc(megabytes << 20));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(100, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  head.copy(entry, 6, 4, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + packed.length, 16);
  return Buffer.concat([head, name, packed, entry, name, end]);
}

describe('assess', () => {
  test('one JSON value with the digest, quiet in a pipe', async () => {
    const { code, out, err } = await beichen('assess', method, '--units', units, '--facts', facts, '--json');
    const {
      digest,
      method: id,
      edition,
      results,
    } = JSON.parse(out) as { digest: string; method: string; edition: string; results: { unit: string }[] };
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(digest).toMatch(/^[0-9a-f]{64}$/u);
    expect([id, typeof edition]).toEqual(['club-ladder', 'string']);
    expect(results.map(({ unit }) => unit)).toEqual(results.map(({ unit }) => unit).sort());
  });

  test('a table for people, in either language, with the digest', async () => {
    const zh = await beichen('assess', method, '--units', units, '--facts', facts);
    expect(zh.out).toContain('试算，不是正式结果');
    expect(zh.out).toMatch(/校验码 sha256:[0-9a-f]{64}\n$/u);
    const en = await beichen('assess', method, '--units', units, '--facts', facts, '--lang', 'en');
    expect(en.out).toContain('A trial, no official result');
  });

  test('a workbook beside it', async () => {
    const out = join(folder, 'results.xlsx');
    const { code } = await beichen('assess', method, '--units', units, '--facts', facts, '--out', out);
    expect(code).toBe(0);
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
  });

  test('a workbook that cannot be written is said, and nothing is printed', async () => {
    const { code, out, err } = await beichen(
      'assess',
      method,
      '--units',
      units,
      '--facts',
      facts,
      '--out',
      join(folder, 'no', 'where.xlsx'),
    );
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('ENOENT');
  });
});

const soundUnits = sheet(['id,name,kind,parent', 'a,甲,club,', 'b,乙,club,']);
const soundFacts = sheet(['unit,measure,num,den', 'a,x,1,', 'b,x,2,']);
const soundMethod = sheet([
  'method: m',
  'edition: "1"',
  'subject: club',
  'sections:',
  '  - id: s',
  '    items: [{ id: i, full: 10, measure: x, rule: { each: 1 } }]',
]);

// Catches output before everything is known, a stack trace for a person, and a half-written workbook.
// Each row: what is wrong, the three files, and the code that must be told.
const unusable: [
  string,
  { method?: string | Uint8Array; units?: string | Uint8Array; facts?: string | Uint8Array },
  string,
][] = [
  ['a method that is a workbook', { method: bomb(1) }, 'not-text'],
  ['a method of aliases of aliases', { method: 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n' }, 'alias'],
  ['a method of brackets', { method: '['.repeat(100_000) }, 'too-deep'],
  ['a zip bomb as .xlsx', { units: bomb(400) }, 'workbook-too-large'],
  ['a truncated workbook', { facts: bomb(1).subarray(0, 500) }, 'broken-workbook'],
  ['units that stand twice', { units: sheet(['id,name,kind,parent', 'a,甲,club,', 'a,乙,club,']) }, 'unit-twice'],
  ['a circle of parents', { units: sheet(['id,name,kind,parent', 'a,甲,club,b', 'b,乙,club,a']) }, 'parent-circle'],
  ['full-width digits', { facts: sheet(['unit,measure,num,den', 'a,x,１２,']) }, 'number-full-width'],
  ['a trailing space', { facts: sheet(['unit,measure,num,den', 'a ,x,1,']) }, 'unit-space'],
  ['text for a number', { facts: sheet(['unit,measure,num,den', 'a,x,many,']) }, 'number-text'],
  ['1e400', { facts: sheet(['unit,measure,num,den', 'a,x,1e400,']) }, 'number-exponent'],
  ['a percentage', { facts: sheet(['unit,measure,num,den', 'a,x,95%,']) }, 'number-percent'],
  [
    'a cell of ten megabytes',
    { units: sheet(['id,name,kind,parent', `a,${'名'.repeat(3_500_000)},club,`]) },
    'cell-too-long',
  ],
  ['a fact of an unknown unit', { facts: sheet(['unit,measure,num,den', 'z,x,1,']) }, 'unknown-unit'],
  ['a fact that stands twice', { facts: sheet(['unit,measure,num,den', 'a,x,1,', 'a,x,2,']) }, 'fact-twice'],
];

describe('inputs that cannot be used', () => {
  test.each(unusable)('%s: exit 2, the fault, nothing else', async (_, files, expected) => {
    const paths = {
      method: file('method.yaml', files.method ?? soundMethod),
      units: file('units.csv', files.units ?? soundUnits),
      facts: file('facts.csv', files.facts ?? soundFacts),
    };
    const before = readdirSync(folder).sort();
    const { code, out, err } = await beichen(
      'assess',
      paths.method,
      '--units',
      paths.units,
      '--facts',
      paths.facts,
      '--out',
      join(folder, 'none.xlsx'),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(expected);
    expect(err).not.toMatch(/^\s+at /mu);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('a measure outside the catalogue', async () => {
    const catalogue = join(league, 'measures.yaml');
    const { code, err } = await beichen(
      'assess',
      file('method.yaml', soundMethod),
      '--units',
      units,
      '--facts',
      facts,
      '--catalogue',
      catalogue,
    );
    expect(code).toBe(2);
    expect(err).toContain('unknown-measure');
  });

  test('faults of the method and of the units come together', async () => {
    const { err } = await beichen(
      'assess',
      file('method.yaml', soundMethod.replace('each: 1', 'each: 0')),
      '--units',
      file('units.csv', sheet(['id,name,kind,parent', 'a,甲,,'])),
      '--facts',
      facts,
    );
    expect(err).toContain('out-of-range');
    expect(err).toContain('empty-kind');
  });

  // Catches a terminal that obeys what a file holds.
  test('control characters of a file are shown, not sent', async () => {
    const { err } = await beichen(
      'assess',
      file('method.yaml', soundMethod),
      '--units',
      file('units.csv', sheet(['id,name,kind,parent', 'a,甲,club,"\u001b[31m"'])),
      '--facts',
      facts,
    );
    expect(err).toContain('\\u001b[31m');
    expect(err).not.toContain('\u001b');
  });

  test.each([
    [['assess']],
    [['assess', method]],
    [['assess', method, '--units', units]],
    [['assess', method, '--units', units, '--facts', facts, '--loud']],
    [['assess', method, '--units', units, '--facts', facts, '--lang', 'fr']],
    [['assess', method, '--units', join('no', 'such.csv'), '--facts', facts]],
    [['assess', method, '--units', '/dev/zero', '--facts', facts]],
    [['assess', method, '--units', league, '--facts', facts]],
    [['compare', method, '--units', units, '--facts', facts]],
    [['explain', method, '--units', units, '--facts', facts, '--unit', 'nobody']],
    [['guess']],
  ])('a command line that says too little or too much: %j', async (args) => {
    const { code, out, err } = await beichen(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/\p{Script=Han}/u);
  });
});

test('help is in both languages and names every exit code', async () => {
  const { code, out } = await beichen('--help');
  expect(code).toBe(0);
  for (const text of [
    'assess',
    'explain',
    'compare',
    'stability',
    '退出码',
    'exit codes',
    '  0 ',
    '  2 ',
    '  3 ',
    '  70 ',
  ])
    expect(out).toContain(text);
});

test('explain tells a unit by sections, compare who moves, stability what is touchy', async () => {
  const given = ['--units', units, '--facts', facts];
  const { results } = JSON.parse((await beichen('assess', method, ...given, '--json')).out) as {
    results: { unit: string; total: number }[];
  };
  const [first] = results;
  const told = await beichen('explain', method, ...given, '--unit', first?.unit ?? '');
  expect(told.out).toContain(`总分${first?.total}分`);
  const same = await beichen('compare', method, ...given, '--with', method);
  expect(same.out).toContain(`0个单位有变化，${results.length}个没有`);
  const steady = await beichen('stability', method, ...given, '--json');
  expect((JSON.parse(steady.out) as { path: unknown[] }[]).length).toBeGreaterThan(20);
});
