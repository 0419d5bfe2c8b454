// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileMethod, digestOf, evaluate, parseMethod } from '../index.ts';
import { readFacts, readUnits } from '../sheets/index.ts';
import { buildPackage } from './build.ts';

const league = join(import.meta.dirname, '..', '..', 'packs', 'tennis-league');
const files = { method: 'methods/club-ladder.yaml', units: 'units.csv', facts: 'facts.csv' };

/** What a user of the package writes; it runs as it is in Node and in a browser. */
const digestModule = `
import { compileMethod, digestOf, evaluate, parseMethod } from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';
export async function digest({ method, units, facts }) {
  const parsed = parseMethod('method.yaml', new TextDecoder().decode(method));
  const compiled = compileMethod(parsed.value.method);
  const read = await readUnits({ name: 'units.csv', bytes: units });
  const told = await readFacts({ name: 'facts.csv', bytes: facts }, read.value, { subject: compiled.method.subject, ratios: compiled.ratios });
  return digestOf(evaluate(compiled, { units: read.value, facts: told.value }).value);
}
`;

let folder: string;
let server: Server;

function npm(args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'published-'));
  const built = join(folder, 'built');
  await buildPackage(built);
  const archive = npm(['pack', '--silent', '--pack-destination', folder], built);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, archive)], folder);
  writeFileSync(join(folder, 'digest.js'), digestModule);
  server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const type = { '.js': 'text/javascript', '.html': 'text/html' }[extname(path)] ?? 'application/octet-stream';
    response.setHeader('content-type', type);
    try {
      response.end(
        readFileSync(path.startsWith('/league/') ? join(league, path.slice('/league/'.length)) : join(folder, path)),
      );
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}, 180_000);

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function digestHere(): Promise<string> {
  const parsed = parseMethod('method.yaml', readFileSync(join(league, files.method), 'utf8'));
  if (!parsed.ok) throw new Error('the league has faults');
  const compiled = compileMethod(parsed.value.method);
  const units = await readUnits({ name: 'units.csv', bytes: readFileSync(join(league, files.units)) });
  if (!units.ok) throw new Error('the league has faults');
  const expected = { subject: compiled.method.subject, ratios: compiled.ratios };
  const facts = await readFacts(
    { name: 'facts.csv', bytes: readFileSync(join(league, files.facts)) },
    units.value,
    expected,
  );
  if (!facts.ok) throw new Error('the league has faults');
  const evaluation = evaluate(compiled, { units: units.value, facts: facts.value });
  if (!evaluation.ok) throw new Error('the league has faults');
  return digestOf(evaluation.value);
}

// Catches a package that leaves out a file, needs something of Node, or computes another thing than the source does.
test('packed, installed in an empty folder, it gives the digest of the source on Node and in Chromium', async () => {
  const expected = await digestHere();
  const script = `
    import { readFileSync } from 'node:fs';
    import { digest } from './digest.js';
    const read = (path) => readFileSync(${JSON.stringify(`${league}/`)} + path);
    console.log(await digest({ method: read('${files.method}'), units: read('${files.units}'), facts: read('${files.facts}') }));`;
  writeFileSync(join(folder, 'on-node.js'), script);
  const { stdout, stderr } = spawnSync(process.execPath, ['on-node.js'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(expected);
  expect(await digestInChromium()).toBe(expected);
});

async function digestInChromium(): Promise<string> {
  const imports = {
    '@beichen/method': '/node_modules/@beichen/method/index.js',
    '@beichen/method/sheets': '/node_modules/@beichen/method/sheets/index.js',
  };
  const script = `
    import { digest } from './digest.js';
    const read = async (path) => new Uint8Array(await (await fetch('/league/' + path)).arrayBuffer());
    document.title = await digest({ method: await read('${files.method}'), units: await read('${files.units}'), facts: await read('${files.facts}') });`;
  const page = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script><script type="module">${script}</script>`;
  writeFileSync(join(folder, 'page.html'), page);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`);
    await tab.waitForFunction('document.title !== ""');
    return await tab.title();
  } finally {
    await browser.close();
  }
}
