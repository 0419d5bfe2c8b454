// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { domainsOf } from './domains.ts';
import { boundFiles } from './new-domain/bindings.ts';
import { heartFiles } from './new-domain/heart-files.ts';
import { readNewDomain } from './new-domain/new-domain.ts';
import { serverFiles } from './new-domain/server-files.ts';
import { webFiles } from './new-domain/web-files.ts';
import { commandOf, runTool } from './tools/run-tool.ts';
import { Tree } from './tree.ts';

// node checks/new-domain.ts NAME [中文名] [screen]: makes a domain that passes all checks, and binds it. With the name of a
// screen it has that too. Run it in the root of the repository.
const tree = new Tree(process.cwd());
try {
  const domain = readNewDomain(process.argv.slice(2), new Set(domainsOf(tree).needs.keys()));
  const own = Object.entries({ ...heartFiles(domain), ...serverFiles(domain), ...webFiles(domain) });
  const files = new Map([
    ...own.map(([path, text]) => [`domains/${domain.id}/${path}`, text] as const),
    ...Object.entries(boundFiles(domain, (file) => tree.text(file))),
  ]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(tree.root, path)), { recursive: true });
    writeFileSync(join(tree.root, path), text);
  }
  const written = [...files.keys()];
  const formatted = written.filter((path) => /\.(tsx?|json)$/.test(path));
  await runTool(tree.root, commandOf('@biomejs/biome', 'bin/biome'), ['check', '--write', ...formatted]);
  process.stdout.write(`${written.join('\n')}\n\n`);
  process.stdout.write(
    'next: say in its README what it is for and in GLOSSARY.md what its name means; then npm run check\n',
  );
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
