// SPDX-License-Identifier: Apache-2.0
import { ACCOUNT_NAMES, type AccountName, CASES, type CaseName, codeOf, idOf, type NodeName, wordOf } from './town.ts';

/** What a request is about: a node, a case, or something that is not there. */
export type Subject = {
  readonly name: string;
  readonly unit: number;
  readonly code: string;
  readonly word: string;
  readonly case: string;
};

/** Ids that the town was given when it was planted. */
export type Planted = {
  /** The final evaluation of the third quarter. */
  readonly evaluation: string;
  /** The notice that runs after it. */
  readonly notice: string;
  /** An objection of v34 against that, answered by c3. */
  readonly objection: string;
  /** Forms of the request for facts, by unit. */
  readonly forms: ReadonlyMap<number, string>;
  /** The post of the account v34. */
  readonly post: string;
};

export type Sent = { readonly path: string; readonly body?: unknown };

/**
 * An endpoint and what each account gets from it. To add one: write a probe into the file of its domain in `probes/`; what each account
 * should get follows from `ACCOUNTS` in town.ts.
 */
export type Probe = {
  /** Method and path as the router has them: `GET /api/cases/:id`. */
  readonly endpoint: string;
  /** What distinguishes it, where an endpoint is asked in several ways. */
  readonly asked?: string;
  /** `nodes`: asked about each of NODES. `cases`: about each of ASKED_CASES. `self`: once, since it names nothing. */
  readonly about: 'nodes' | 'cases' | 'self';
  send(subject: Subject, planted: Planted): Sent;
  /** What stands in the answer about a subject where the caller gets it: for the verdict `own`. */
  shows?(subject: Subject, account: AccountName): string;
  /** A count in the answer: for verdicts like `#4`. */
  counts?(body: never): number;
  /** For each account a verdict for each subject, in order, or one for all; several accounts may share a key: `'v34 names'`. */
  readonly answers: Readonly<Record<string, string>>;
  /** Why it may tell canaries to anybody. */
  readonly open?: string;
  /** Why it is sent without cookie and code. */
  readonly bare?: string;
};

/**
 * One cell: `own` 2xx with the subject's canary, `empty` 2xx without any canary, `#4` 2xx with that count, or the status. No answer,
 * whatever its verdict, may hold a canary that lies outside the caller's sight.
 */
export type Cell = { readonly account: AccountName; readonly subject: Subject; readonly verdict: string };

/** Nodes that requests are about, in the order of the verdicts. */
const NODES: readonly NodeName[] = ['city', 'c3', 'c30', 's31', 'v34', 'v35', 'v37'];
const ASKED_CASES: readonly CaseName[] = ['first34', 'second34', 'only35', 'first37', 'second37'];

const nodeSubject = (node: NodeName): Subject => ({
  name: node,
  unit: idOf(node),
  code: codeOf(node),
  word: wordOf(node),
  case: '',
});

const caseSubject = (name: CaseName): Subject => ({ ...nodeSubject(CASES[name].unit), name, case: CASES[name].id });

/** Of the same form as what exists. */
export const MISSING: Subject = {
  name: 'missing',
  unit: 2_000_000,
  code: 'ZQ99X',
  word: '囍槑',
  case: '0199a000-0999-7000-8000-00000000c999',
};

const SUBJECTS: Readonly<Record<Probe['about'], readonly Subject[]>> = {
  nodes: NODES.map(nodeSubject),
  cases: ASKED_CASES.map(caseSubject),
  self: [{ ...MISSING, name: 'self' }],
};

/** Doors that no permission opens: for accounts without posts that count, and for those without an account. */
export const SHUT = { 'names ended': '403', 'nobody token': '401' } as const;

export const titleOf = ({ endpoint, asked }: Probe): string =>
  asked === undefined ? endpoint : `${endpoint} ${asked}`;

/** The matrix of a probe. @throws where an account, or a verdict, is missing */
export function cellsOf(probe: Probe): Cell[] {
  const rows = new Map(
    Object.entries(probe.answers).flatMap(([accounts, verdicts]) =>
      accounts.split(' ').map((account) => [account, verdicts.split(' ')] as const),
    ),
  );
  const subjects = SUBJECTS[probe.about];
  return ACCOUNT_NAMES.flatMap((account) => {
    const verdicts = rows.get(account);
    if (verdicts === undefined) throw new Error(`${titleOf(probe)}: say in \`answers\` what ${account} gets`);
    if (verdicts.length !== 1 && verdicts.length !== subjects.length)
      throw new Error(`${titleOf(probe)}: ${account} needs 1 or ${subjects.length} verdicts`);
    return subjects.map((subject, at) => ({ account, subject, verdict: verdicts[at] ?? verdicts[0] ?? '' }));
  });
}
