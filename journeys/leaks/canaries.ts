// SPDX-License-Identifier: Apache-2.0
import {
  ACCOUNTS,
  type AccountName,
  CASES,
  type CaseName,
  codeOf,
  factOf,
  maskedPhoneOf,
  type NodeName,
  noteOf,
  OBJECTOR,
  personOf,
  placeOf,
  reporterOf,
  summaryOf,
  wordOf,
} from './town.ts';

type Canary = { readonly text: string; readonly of: string };

const NODES = ['city', 'c3', 'c30', 's31', 's32', 's33', 'v34', 'v35', 'v36', 'v37', 'v38', 'p39', 'p40'] as const;

const namesOf = (node: NodeName): Canary[] =>
  [wordOf(node), codeOf(node)].map((text) => ({ text, of: `name of ${node}` }));

function textsOf(name: CaseName): Canary[] {
  const one = CASES[name];
  return [one.id, summaryOf(one), placeOf(one), noteOf(one)].map((text) => ({ text, of: `case ${name}` }));
}

const contactOf = (name: CaseName): Canary[] =>
  [reporterOf(CASES[name]), CASES[name].phone, maskedPhoneOf(CASES[name])].map((text) => ({
    text,
    of: `contact of ${name}`,
  }));

const factsOf = (node: NodeName): Canary[] =>
  node.startsWith('v') ? [{ text: String(factOf(node)), of: `fact of ${node}` }] : [];

const people = (Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[]).map((account) => ({
  text: personOf(account),
  of: `person ${account}`,
}));

const objector: readonly Canary[] = [OBJECTOR.name, OBJECTOR.phone, OBJECTOR.code].map((text) => ({
  text,
  of: 'contact of the objector',
}));

const ALL: readonly Canary[] = [
  ...objector,
  ...NODES.flatMap((node) => [...namesOf(node), ...factsOf(node)]),
  ...(Object.keys(CASES) as CaseName[]).flatMap((name) => [...textsOf(name), ...contactOf(name)]),
  ...people,
];

type Sight = {
  /** Nodes whose names may be read: one's own subtree, what lies above it, and the places and handlers of cases in sight. */
  readonly names: readonly NodeName[];
  /** Communities whose facts and results may be read. */
  readonly facts: readonly NodeName[];
  readonly cases: readonly CaseName[];
  /** Cases whose reporter's contact may be read; where it is left out, all of these. */
  readonly contacts?: readonly CaseName[];
  /** Whether the contact of whoever objects to the result of v34 may be read. */
  readonly objector?: true;
};

const cases34: readonly CaseName[] = ['first34', 'second34'];
const cases3: readonly CaseName[] = [...cases34, 'only35', 'only36'];
const cases37: readonly CaseName[] = ['first37', 'second37', 'third37', 'fourth37', 'fifth37'];

/** What each account may come across, anywhere: it follows from its grants (see `ACCOUNTS`) and from nothing else. */
const SIGHT: Readonly<Record<AccountName, Sight>> = {
  city: { objector: true, names: NODES, facts: ['v34', 'v35', 'v36', 'v37', 'v38'], cases: [...cases3, ...cases37] },
  c3: {
    objector: true,
    names: ['city', 'c3', 's31', 's32', 'v34', 'v35', 'v36', 'p39', 'p40'],
    facts: ['v34', 'v35', 'v36'],
    cases: cases3,
  },
  c30: { names: ['city', 'c30', 's33', 'v37', 'v38'], facts: ['v37', 'v38'], cases: cases37 },
  // s32 handles a case of v34: whoever sees the case reads who handles it.
  s31: {
    objector: true,
    names: ['city', 'c3', 's31', 's32', 'v34', 'v35', 'p39', 'p40'],
    facts: ['v34', 'v35'],
    cases: [...cases34, 'only35'],
  },
  v34: { names: ['city', 'c3', 's31', 's32', 'v34', 'p39'], facts: ['v34'], cases: cases34 },
  v35: { names: ['city', 'c3', 's31', 'v35', 'p40'], facts: ['v35'], cases: ['only35'] },
  v37: { names: ['city', 'c30', 's33', 'v37'], facts: ['v37'], cases: cases37 },
  // A duty line sees the units and the cases on its line; facts and results stand on no line.
  line: {
    names: ['city', 'c3', 's31', 's32', 'v34', 'v35', 'v36', 'p39', 'p40'],
    facts: [],
    cases: ['first34', 'only35'],
  },
  // To handle a case is not to know who reported it.
  handler: {
    names: ['city', 'c3', 's32', 'v34', 'v36'],
    facts: ['v36'],
    cases: ['first34', 'only36'],
    contacts: ['only36'],
  },
  party: { names: ['city', 'c30', 's33', 'v34', 'v38'], facts: ['v38'], cases: ['second34'] },
  names: { names: ['city', 'c3', 's31', 'v34', 'p39'], facts: [], cases: [] },
  ended: { names: [], facts: [], cases: [] },
  nobody: { names: [], facts: [], cases: [] },
  token: { names: ['v34'], facts: [], cases: [] },
};

/** Canaries in a text that this account must never meet, each with what it belongs to. */
export function foreignIn(text: string, account: AccountName): string[] {
  const { names, facts, cases, contacts = cases, objector: calls = false } = SIGHT[account];
  const own = new Set(
    [
      ...names.flatMap(namesOf),
      ...facts.flatMap(factsOf),
      ...cases.flatMap(textsOf),
      ...contacts.flatMap(contactOf),
      ...(calls ? objector : []),
      ...people.filter(({ of }) => of === `person ${account}`),
    ].map((canary) => canary.text),
  );
  return ALL.filter((canary) => !own.has(canary.text) && text.includes(canary.text)).map(
    (canary) => `${canary.text} (${canary.of})`,
  );
}

/** Whether any canary stands in a text. */
export function anyIn(text: string): boolean {
  return ALL.some((canary) => text.includes(canary.text));
}
