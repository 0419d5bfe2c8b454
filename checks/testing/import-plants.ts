// SPDX-License-Identifier: Apache-2.0
import { code } from './clean-tree.ts';
import { lacking } from './domain-plants.ts';
import type { Plant } from './plants.ts';

/** A file that imports another for its side effects, which costs the reader nothing else to understand. */
function importing(name: string, file: string, [to, ...rules]: readonly [to: string, ...rules: string[]]): Plant {
  return { name, files: { [file]: code(`import '${to}';`) }, refused: rules.map((rule) => [file, rule] as const) };
}

const FLOORS: readonly Plant[] = [
  importing('kernel → engines', 'kernel/upward.ts', ['../engines/flow.ts', 'layers']),
  importing('engines → platform', 'engines/upward.ts', ['../platform/server/boot.ts', 'layers']),
  importing('platform → domains', 'platform/server/upward.ts', ['../../domains/org/public.ts', 'layers']),
  importing('domains → apps', 'domains/cases/server/actions/upward.ts', ['../../../../apps/server/main.ts', 'layers']),
  importing('method → kernel', 'method/sideways.test.ts', ['../kernel/id.ts', 'layers', 'package-border']),
  importing('engines → method', 'engines/sideways.ts', ['@beichen/method', 'layers']),
  importing('an app → another', 'apps/server/sideways.ts', ['../web/main.tsx', 'app-border', 'types/TS6142']),
  importing('code → a pack', 'domains/cases/server/pack/city.ts', [
    '../../../../packs/tennis/rules.ts',
    'packs-are-data',
  ]),
  importing('a pack → a pack', 'packs/golf/make-rules.ts', ['../tennis/rules.ts', 'packs-are-data']),
  importing('code → bench', 'apps/server/bench.ts', ['../../bench/serve.ts', 'not-shipped']),
  importing('production → test', 'apps/server/tests.ts', ['../../domains/cases/server/index.test.ts', 'test-code']),
  importing('production → testing/', 'apps/server/try.ts', ['../../platform/server/testing/city.ts', 'test-code']),
  {
    name: 'production → oracle/',
    files: {
      'engines/oracle/flow.ts': code('export const told = 1;'),
      'engines/ask.ts': code("import './oracle/flow.ts';"),
    },
    refused: [['engines/ask.ts', 'test-code']],
  },
];

const HALVES: readonly Plant[] = [
  importing('platform/server → platform/web', 'platform/server/screen.ts', ['../web/shell.ts', 'server-web']),
  importing('platform/web → platform/server', 'platform/web/host.ts', ['../server/boot.ts', 'server-web']),
  importing('server/ → web/ of a domain', 'domains/cases/server/queries/screen.ts', [
    '../../web/index.tsx',
    'server-web',
    'types/TS6142',
  ]),
  importing('web/ → server/ of a domain', 'domains/cases/web/board/host.ts', ['../../server/index.ts', 'server-web']),
  importing('the web app → server/', 'apps/web/host.ts', ['../../domains/cases/server/index.ts', 'server-web']),
  importing('the heart → server/', 'domains/cases/rules/draw.ts', ['../server/index.ts', 'heart']),
  importing('the heart → web/', 'domains/cases/rules/show.ts', ['../web/index.tsx', 'heart', 'types/TS6142']),
  importing('the heart → platform', 'domains/cases/rules/boot.ts', ['../../../platform/server/boot.ts', 'heart']),
  importing('the heart → node', 'domains/cases/rules/read.ts', ['node:fs', 'pure-imports']),
  importing('the kernel → node', 'kernel/read.ts', ['node:fs', 'pure-imports']),
  importing('an engine → a database', 'engines/query.ts', ['pg', 'pure-imports', 'undeclared-dependency']),
  importing('an engine → a screen', 'engines/screen.ts', ['react', 'pure-imports', 'undeclared-dependency']),
];

const DOMAINS: readonly Plant[] = [
  importing('behind public.ts', 'domains/cases/rules/behind.ts', ['../../org/model.ts', 'domain-door']),
  importing('behind server/public.ts', 'domains/cases/server/queries/behind.ts', [
    '../../../org/server/store.ts',
    'domain-door',
  ]),
  importing('a domain that is not needed', 'domains/org/rules/peek.ts', ['../../assessment/public.ts', 'domain-needs']),
  {
    name: 'a type of a domain that is not needed',
    files: {
      'domains/assessment/public.ts': code('export type Star = { readonly id: string };'),
      'domains/org/rules/star.ts': code(
        "import type { Star } from '../../assessment/public.ts';\n\nexport const star: Star = { id: 'a' };",
      ),
    },
    refused: [['domains/org/rules/star.ts', 'domain-needs']],
  },
  {
    name: 'assessment needs more than org',
    files: { 'domains/assessment/module.ts': code("export const assessment = { needs: ['org', 'cases'] };") },
    refused: [['domains/assessment/module.ts', 'domain-needs', 'assessment needs cases']],
  },
  {
    name: 'needs that do not exist, or are no plain list, or are not explained',
    files: {
      'domains/places/module.ts': code("export const places = { needs: ['nowhere'] };"),
      'domains/ratings/module.ts': code("const all = ['org'];\nexport const ratings = { needs: [...all] };"),
    },
    refused: [
      ['domains/places/module.ts', 'domain-needs', 'needs nowhere, which is no domain'],
      ['domains/ratings/module.ts', 'domain-needs', 'does not say what the domain needs'],
      ['GLOSSARY.md', 'words', 'the folder places is not explained'],
      ['GLOSSARY.md', 'words', 'the folder ratings is not explained'],
      ...lacking('places'),
      ...lacking('ratings'),
    ],
  },
];

const CIRCLES_AND_PACKAGES: readonly Plant[] = [
  {
    name: 'a circle',
    files: {
      'kernel/hen.ts': code("import { egg } from './egg.ts';\n\nexport const hen = (): unknown => egg;"),
      'kernel/egg.ts': code("import { hen } from './hen.ts';\n\nexport const egg = (): unknown => hen;"),
    },
    refused: [['kernel/egg.ts', 'cycle']],
  },
  {
    name: 'a circle of types',
    files: {
      'engines/day.ts': code(
        "import type { Night } from './night.ts';\n\nexport type Day = { readonly next?: Night };",
      ),
      'engines/night.ts': code("import type { Day } from './day.ts';\n\nexport type Night = { readonly next?: Day };"),
    },
    refused: [['engines/day.ts', 'cycle']],
  },
  importing('a dependency of someone else', 'platform/server/shape.ts', ['zod', 'undeclared-dependency']),
  importing('a development dependency in production', 'platform/server/try.ts', ['vitest', 'undeclared-dependency']),
  importing('past the door of a package', 'engines/past.ts', ['../method/rules/twice.ts', 'package-border', 'layers']),
];

export const IMPORT_PLANTS: readonly Plant[] = [...FLOORS, ...HALVES, ...DOMAINS, ...CIRCLES_AND_PACKAGES];
