// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** What the first page may weigh on the line, gzipped: script and style that index.html asks for. */
const FIRST_LOAD_KB = 190;

const outDir = mkdtempSync(join(tmpdir(), 'web-'));
const assets = join(outDir, 'assets');
const textOf = (file: string): string => readFileSync(join(assets, file), 'utf8');
const filesOf = (end: string): string[] => readdirSync(assets).filter((file) => file.endsWith(end));

beforeAll(async () => {
  const configFile = join(import.meta.dirname, 'vite.config.ts');
  // The test runner says "test", with which React would come in its slow and chatty form.
  process.env.NODE_ENV = 'production';
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
});
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

describe('the build of the staff app', () => {
  test(`the first load stays under ${FIRST_LOAD_KB} kB`, () => {
    const html = readFileSync(join(outDir, 'index.html'), 'utf8');
    const first = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map((match) => match[1] as string);
    const weight = first.reduce((sum, file) => sum + gzipSync(textOf(file)).length, 0) / 1000;
    expect(first.length).toBeGreaterThan(1);
    expect(weight).toBeGreaterThan(20);
    expect(weight).toBeLessThan(FIRST_LOAD_KB);
  });

  test('nothing is asked of another host', () => {
    const found = [...filesOf('.css'), ...filesOf('.js')].flatMap((file) => [
      ...textOf(file).matchAll(/(?:url\(|@import |fetch\(|src=)["']?(https?:)?\/\/[\w.-]+/g),
    ]);
    expect(found.map(([text]) => text)).toEqual([]);
  });

  test('the style sheets ask for nothing that Chromium 87 cannot do without', () => {
    const young = /:has\(|:is\(|:where\(|color-mix\(|@layer|@container|@scope|aspect-ratio|\bdvh\b|^\s*&/m;
    expect(filesOf('.css').filter((file) => young.test(textOf(file)))).toEqual([]);
  });

  test('test code and the gallery stay outside', () => {
    for (const file of filesOf('.js')) expect(textOf(file)).not.toContain('柳溪社区');
  });
});
