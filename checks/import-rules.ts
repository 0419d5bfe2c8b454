// SPDX-License-Identifier: Apache-2.0
import { PURE, TEST, TOOLING } from './zones.ts';

/** A refused import, in dependency-cruiser's terms; `$1` in `to` stands for the first group matched in `from`. */
export type ImportRule = {
  readonly name: string;
  readonly what: string;
  readonly mend: string;
  readonly from: { readonly path?: string; readonly pathNot?: string[] };
  readonly to: {
    readonly path?: string;
    readonly pathNot?: string[];
    dependencyTypes?: ['core'];
    dependencyTypesNot?: ['core'];
    circular?: true;
  };
};

const DOWN =
  'dependencies point down (apps → domains → platform → engines → kernel; method stands apart): ' +
  'move the shared part down, or take it as an argument';
const PUBLIC = "put it in the other domain's public.ts, or meet by an event or a measure's name";
const HALVES = 'share through the heart of the domain (model.ts, rules.ts) or over HTTP';
const HEART_MEND = 'the heart takes what it needs as arguments; let server/ or web/ call it';

/** From which floor which other floors may not be reached. */
const FLOORS: readonly (readonly [from: string, refused: string])[] = [
  ['kernel', 'method|engines|platform|domains|apps'],
  ['method', 'kernel|engines|platform|domains|apps'],
  ['engines', 'method|platform|domains|apps'],
  ['platform', 'domains|apps'],
  ['domains', 'apps'],
  ['packs', 'engines|platform|domains|apps'],
];

const HOUSE = 'kernel|method|engines|platform|domains|apps|packs|bench|journeys|checks';

/** Packages that only compute: no I/O, no clock, no chance, and the same on every machine. */
const PURE_PACKAGES = [
  'zod',
  'yaml',
  'temporal-polyfill',
  'canonicalize',
  'fflate',
  'docx',
  'pinyin-pro',
  'clipper2-ts',
  'flatbush',
  'gcoord',
  '@e965/xlsx',
  '@exodus/bytes',
  '@noble/hashes',
];

const floors: ImportRule[] = FLOORS.map(([from, refused]) => ({
  name: 'layers',
  what: `${from} imports from a floor that it may not know`,
  mend: DOWN,
  from: { path: `^${from}/` },
  to: { path: `^(${refused})/` },
}));

const pure: ImportRule[] = [
  {
    name: 'pure-imports',
    what: 'pure code imports a module of Node',
    mend: HEART_MEND,
    from: { path: PURE, pathNot: [TEST, TOOLING] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure-imports',
    what: 'pure code imports a package that is not known to be pure',
    mend: `${HEART_MEND}; a package that only computes is added to PURE_PACKAGES in checks/import-rules.ts`,
    from: { path: PURE, pathNot: [TEST, TOOLING] },
    to: {
      path: '(^|node_modules/)[^/]+',
      pathNot: [`^(${HOUSE})/`, '^@beichen/', `(^|node_modules/)(${PURE_PACKAGES.join('|')})(/|$)`],
      dependencyTypesNot: ['core'],
    },
  },
];

const halves: ImportRule[] = [
  {
    name: 'server-web',
    what: 'platform/server imports platform/web',
    mend: HALVES,
    from: { path: '^platform/server/' },
    to: { path: '^platform/web/' },
  },
  {
    name: 'server-web',
    what: 'platform/web imports platform/server',
    mend: HALVES,
    from: { path: '^platform/web/' },
    to: { path: '^platform/server/' },
  },
  {
    name: 'server-web',
    what: 'code of the server imports code of the browser',
    mend: HALVES,
    from: { path: '^(domains/[^/]+/server/|apps/(?!web/))' },
    to: { path: '^(platform|domains/[^/]+)/web/' },
  },
  {
    name: 'server-web',
    what: 'code of the browser imports code of the server',
    mend: HALVES,
    from: { path: '^(domains/[^/]+/web/|apps/web/)' },
    to: { path: '^(platform|domains/[^/]+)/server/' },
  },
  {
    name: 'heart',
    what: 'the heart of a domain imports server/, web/ or platform/',
    mend: HEART_MEND,
    from: { path: '^domains/[^/]+/(?!server/|web/|locales/)', pathNot: [TEST] },
    to: { path: '^(domains/[^/]+/(server|web)/|platform/)' },
  },
];

const doors: ImportRule[] = [
  {
    name: 'domain-door',
    what: "a domain reaches behind another's public.ts",
    mend: PUBLIC,
    from: { path: '^domains/([^/]+)/' },
    to: { path: '^domains/', pathNot: ['^domains/$1/', '^domains/[^/]+/(server/)?public\\.ts$'] },
  },
  {
    name: 'app-border',
    what: 'an app imports another app',
    mend: 'apps only compose: move the shared part to platform/ or to a domain',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: ['^apps/$1/'] },
  },
  {
    name: 'packs-are-data',
    what: 'code imports a pack',
    mend: 'read it as data at run time; code that a city needs belongs into a domain',
    from: { pathNot: ['^(bench|journeys|packs)/'] },
    to: { path: '^packs/' },
  },
  {
    name: 'packs-are-data',
    what: 'a pack imports another pack',
    mend: 'a city stands alone: copy the data, or move it into the product',
    from: { path: '^packs/([^/]+)/' },
    to: { path: '^packs/[^/]+/', pathNot: ['^packs/$1/'] },
  },
  {
    name: 'not-shipped',
    what: 'code imports from bench/, journeys/ or checks/',
    mend: 'these serve development only: move what is needed to the code that it serves',
    from: { pathNot: ['^(bench|journeys|checks)/'] },
    to: { path: '^(bench|journeys|checks)/' },
  },
  {
    name: 'test-code',
    what: 'production code imports test code',
    mend: 'move what production needs out of the test, testing/ or oracle/ folder',
    from: { pathNot: [TEST, '^(bench|journeys|checks)/'] },
    to: { path: TEST },
  },
];

const cycles: ImportRule = {
  name: 'cycle',
  what: 'files import each other in a circle',
  mend: 'move what both need into a third file; type-only imports count too',
  from: {},
  to: { circular: true },
};

/** The import rules of the house, for the domains as they declare themselves in module.ts. */
export function importRules(needs: ReadonlyMap<string, readonly string[]>): ImportRule[] {
  const declared: ImportRule[] = [...needs].map(([id, needed]) => ({
    name: 'domain-needs',
    what: `${id} imports a domain that its module.ts does not need`,
    mend: `add it to \`needs\` in domains/${id}/module.ts, or meet by an event or a measure's name`,
    from: { path: `^domains/${id}/` },
    to: { path: '^domains/', pathNot: [`^domains/(${[id, ...needed].join('|')})/`] },
  }));
  return [...floors, ...pure, ...halves, ...doors, ...declared, cycles];
}
