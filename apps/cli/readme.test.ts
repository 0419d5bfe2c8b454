// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { run } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'packs/nanyang/README.md',
  'docs/operations/running.md',
];

/** The commands of a page: lines of its shell blocks, continued ones joined, without what is said of them. */
function commandsOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block.replaceAll('\\\n', ' '));
  return blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+#.*$/, '').trim());
}

const all = PAGES.flatMap((page) => commandsOf(page).map((command) => ({ page, command })));
const ours = all.filter(({ command }) => command.startsWith('npx beichen '));
/** What needs a database server; journeys/first-administrator.test.ts carries them out with the same options. */
const ON_DATABASES = new Set(['new-city', 'appoint']);
const [onDatabases, onFiles] = [true, false].map((needs) =>
  ours.filter(({ command }) => ON_DATABASES.has(command.split(/\s+/)[2] ?? '') === needs),
) as [typeof ours, typeof ours];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beichen-readme-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function carriedOut(
  command: string,
): Promise<{ code: number; out: string; err: string; made: string | undefined }> {
  const args = command.split(/\s+/).slice(2);
  const at = args.indexOf('--out') + 1;
  const made = at === 0 ? undefined : join(folder, args[at] ?? '');
  if (made !== undefined) args[at] = made;
  const said = { out: '', err: '' };
  const out = (text: string): void => {
    said.out += text;
  };
  const err = (text: string): void => {
    said.err += text;
  };
  expect(process.cwd(), 'the paths of a page are those of the root').toBe(ROOT);
  const code = await run(args, { out, err, watched: false, language: 'en' });
  return { code, ...said, made };
}

describe('what the pages tell to type', () => {
  test('both readmes tell the same', () => {
    expect(commandsOf('README.zh-CN.md')).toEqual(commandsOf('README.md'));
    expect(ours.length).toBeGreaterThan(2);
  });

  test.each(onDatabases)('$page: $command names the options that there are, and all that it needs', ({ command }) => {
    const [, , name, ...args] = command.split(/\s+/);
    const { options = {} } = commands.find((one) => one.name === name) ?? {};
    const named = args.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
    expect(Object.keys(options)).toEqual(expect.arrayContaining(named));
    const needed = Object.keys(options).filter((option) => options[option]?.needed === true);
    expect(named).toEqual(expect.arrayContaining(needed));
  });

  test.each(onFiles)('$page: $command', async ({ command }) => {
    const { code, out, err, made } = await carriedOut(command);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/sha256:[0-9a-f]{64}/);
    if (made !== undefined) expect(statSync(made).size).toBeGreaterThan(100_000);
  });

  test('every script of npm is there, and every folder that is named', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const { page, command } of all) {
      const [, script] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
      if (script !== undefined && !['ci', 'i', 'install'].includes(script))
        expect(Object.keys(scripts), `${page}: ${command}`).toContain(script);
      for (const [path = ''] of command.matchAll(/(?<=\s)[a-z]+\/[\w./-]+/g))
        if (!path.startsWith('node_modules/')) expect(existsSync(join(ROOT, path)), `${page}: ${path}`).toBe(true);
    }
  });
});
