// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import type { Tree } from '../tree.ts';

const RULE = 'domain-shape';
const README_LINES = 80;
const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
const TESTED = '(\\.(db\\.|long\\.|property\\.)?test)?';

/** Parts that are one file, or, once they have outgrown it, a folder of that name with a file for each topic; never both. */
const HEART = 'model|rules';
const SERVER = 'routes|store|queries|measures|holdings|jobs|pack';

/** All that a domain may hold. What a part holds is told by its name, so a reader finds it in every domain at the same place. */
const ALLOWED: readonly RegExp[] = [
  /^README\.md$/,
  new RegExp(`^(module|public|${HEART})${TESTED}\\.ts$`),
  new RegExp(`^(module|${HEART})/${WORD}${TESTED}\\.ts$`),
  new RegExp(`^server/(index|public|${SERVER})${TESTED}\\.ts$`),
  new RegExp(`^server/(actions|${SERVER})/${WORD}${TESTED}\\.ts$`),
  /^server\/(tables|row-types)\.ts$/,
  /^server\/migrations\//,
  /^web\/(index\.tsx?|words\.ts)$/,
  new RegExp(`^web/${WORD}/${WORD}((\\.browser)?\\.test\\.tsx?|\\.tsx?|\\.module\\.css)$`),
  /^locales\/(zh-CN|en)\.json$/,
  new RegExp(`^testing/(${WORD}/)*[^/]+$`),
];

/** Where something belongs that stands elsewhere, by what it looks like; the first that fits is told. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/\.sql$/, 'server/migrations/'],
  [/^server\/.*\.tsx$/, 'web/, in the folder of its screen'],
  [/^web\/[^/]+\.(tsx?|module\.css)$/, 'the folder of its screen: web/<screen>/'],
  [/^web\/.+\/.+\//, 'the folder of its screen itself, or a screen of its own: web/<screen>/'],
  [/^locales\//, 'locales/zh-CN.json or locales/en.json'],
  [/fixture|fake|\bsample/, 'testing/'],
  [/^server\/[^/]*(errors?|permissions?|events?)\b/, 'module.ts, or module/<topic>.ts'],
  [/^(errors?|permissions?|events?|measures|screens|config)\b[^/]*\.ts$/, 'module.ts, or module/<topic>.ts'],
  [/^(schemas?|types?|shapes?)\b[^/]*\.ts$/, 'model.ts, or model/<topic>.ts'],
  [
    /^server\/[^/]+\.ts$/,
    'the part that it is of: server/actions/<verb>.ts, or server/queries/<topic>.ts and the like',
  ],
  [/^[^/]+\.tsx?$/, 'rules/<topic>.ts or model/<topic>.ts'],
  [/\.md$/, 'README.md, or docs/ of the repository'],
];

/** What must be there; a part may be its file or its folder. */
const REQUIRED: readonly (readonly [RegExp, string])[] = [
  [/^README\.md$/, 'README.md: a page on what it is for, its words, its states'],
  [/^module\.ts$/, 'module.ts: the declaration'],
  [/^model(\.ts|\/)/, 'model.ts: the shapes'],
  [/^rules(\.ts|\/)/, 'rules.ts: the decisions'],
  [/^server\/index\.ts$/, 'server/index.ts: binds the declaration'],
  [/^server\/routes(\.ts|\/)/, 'server/routes.ts: a row per endpoint'],
  [/^locales\/zh-CN\.json$/, 'locales/zh-CN.json: the words'],
  [/^locales\/en\.json$/, 'locales/en.json: the words in English'],
];

function faultsOfRest(folder: string, own: readonly string[]): Fault[] {
  const missing = REQUIRED.filter(([path]) => !own.some((file) => path.test(file)));
  const faults: Fault[] = missing.map(([, mend]) => {
    const what = `the domain has no ${mend.replace(/:.*/, '')}`;
    return { file: folder, rule: RULE, what, mend: `write ${mend}` };
  });
  if (own.some((file) => file.startsWith('web/')) && !own.some((file) => /^web\/index\.tsx?$/.test(file))) {
    const mend = 'write web/index.ts: binds the screens and the menu';
    faults.push({ file: folder, rule: RULE, what: 'the domain has screens and no web/index.ts', mend });
  }
  const parts = [...HEART.split('|'), ...SERVER.split('|').map((part) => `server/${part}`)];
  for (const part of parts) {
    if (!own.includes(`${part}.ts`) || !own.some((file) => file.startsWith(`${part}/`))) continue;
    const mend = `make the file a topic of the folder: ${part}/<topic>.ts`;
    faults.push({ file: `${folder}/${part}.ts`, rule: RULE, what: `${part} is a file and a folder`, mend });
  }
  return faults;
}

/** Every domain has the same parts in the same places, and nothing else. */
export function domainShape(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  const ids = new Set(tree.files.flatMap((file) => /^domains\/([^/]+)\//.exec(file)?.[1] ?? []));
  for (const id of ids) {
    const folder = `domains/${id}`;
    const own = tree.files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1));
    for (const path of own) {
      if (ALLOWED.some((allowed) => allowed.test(path))) continue;
      const place = PLACES.find(([looks]) => looks.test(path))?.[1] ?? 'one of the parts that every domain has';
      const what = `${path} is no part of a domain`;
      faults.push({ file: `${folder}/${path}`, rule: RULE, what, mend: `it belongs into ${place}` });
    }
    faults.push(...faultsOfRest(folder, own));
    const lines = own.includes('README.md') ? tree.text(`${folder}/README.md`).trimEnd().split('\n').length : 0;
    if (lines > README_LINES) {
      const mend = 'keep what the domain is for, its words and its states; reasons go to docs/decisions/';
      const what = `${lines} lines, at most a page (${README_LINES})`;
      faults.push({ file: `${folder}/README.md`, rule: RULE, what, mend });
    }
  }
  return faults;
}
