// SPDX-License-Identifier: Apache-2.0
import type { SmallPack, SmallPerson, SmallUnit } from '../testing/small-pack.ts';

/**
 * The town of the leak tests. Every node has a canary: a nonsense word that stands nowhere else, in its name, its cases, its facts and the
 * people who hold posts there. Ids are those that the loader gives, level by level: county 3 stands beside county 30.
 *
 *     city 1 ─┬─ c3 ──┬─ s31 ─┬─ v34 ─── p39, a Party body that covers v34
 *             │       │       └─ v35 ─── p40, that covers v35
 *             │       └─ s32 ─── v36
 *             └─ c30 ─── s33 ─┬─ v37
 *                             └─ v38
 */
const NAMES = {
  city: [1, '犇骉市', ''],
  c3: [3, '淼焱县', 'city'],
  c30: [30, '垚鑫县', 'city'],
  s31: [31, '晶磊街道', 'c3'],
  s32: [32, '森矗街道', 'c3'],
  s33: [33, '轰蟲街道', 'c30'],
  v34: [34, '猋毳社区', 's31'],
  v35: [35, '芔惢社区', 's31'],
  v36: [36, '孨叒社区', 's32'],
  v37: [37, '歮譶社区', 's33'],
  v38: [38, '雥灥社区', 's33'],
  p39: [39, '麤鱻联合党委', 'v34'],
  p40: [40, '劦焱联合党委', 'v35'],
} as const;

export type NodeName = keyof typeof NAMES;

/** Who asks. All but `names` and `ended` hold every permission, so that nothing but the range stands between them and a record. */
export const ACCOUNTS = {
  /** A post at the node of that name. */
  city: { unit: 'city', role: 'everything' },
  c3: { unit: 'c3', role: 'everything' },
  c30: { unit: 'c30', role: 'everything' },
  s31: { unit: 's31', role: 'everything' },
  v34: { unit: 'v34', role: 'everything' },
  v35: { unit: 'v35', role: 'everything' },
  v37: { unit: 'v37', role: 'everything' },
  /** A post at county 3 on one duty line. */
  line: { unit: 'c3', role: 'everything', line: 'urban-management' },
  /** A post at street s32, which handles the first case of v34. */
  handler: { unit: 's32', role: 'everything' },
  /** A post at v38, and a party to the second case of v34. */
  party: { unit: 'v38', role: 'everything' },
  /** A post at v34 that may see units and nothing else. */
  names: { unit: 'v34', role: 'names' },
  /** A post at v34 that ended yesterday. */
  ended: { unit: 'v34', role: 'everything' },
} as const satisfies Record<string, { unit: NodeName; role: string; line?: string }>;

/** `nobody` shows nothing, `token` a tracking code of the first case of v34. */
export type AccountName = keyof typeof ACCOUNTS | 'nobody' | 'token';

export const ACCOUNT_NAMES: readonly AccountName[] = [
  ...(Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[]),
  'nobody',
  'token',
];

export const TRACKING_CODE = 'QX34QX34QX34';

/** A resident objects to what the notice shows of v34, and leaves how to be called: for whoever answers, and not for v34. */
export const OBJECTOR = {
  id: '0199a000-0034-7000-8000-0000000000b1',
  name: '暪某异议',
  phone: '13934567034',
  code: 'QZ34QZ34QZ34',
} as const;

/** Every permission of the system. A new one that a route asks for belongs here too. */
export const PERMISSIONS = [
  'org.read',
  'org.change',
  'org.appoint',
  'org.relate',
  'org.count',
  'org.bound',
  'org.import',
  'org.export',
  'cases.read',
  'cases.report',
  'cases.dispatch',
  'cases.close',
  'cases.defer',
  'cases.answer',
  'cases.contact',
  'cases.attach',
  'assessment.read',
  'assessment.freeze',
  'assessment.notice',
  'assessment.object',
  'assessment.answer',
  'assessment.draft',
  'assessment.publish',
  'assessment.rank',
  'assessment.name',
  'assessment.withdraw',
  'assessment.export',
  'assessment.review',
  'assessment.convene',
  'assessment.ask',
  'assessment.declare',
  'assessment.allow',
  'platform.read',
  'platform.jobs',
  'platform.accounts',
  'platform.review',
  'platform.audit',
] as const;

/** v34 was renamed: a change that street s31 decided, and that is done. */
export const CHANGE = '0199a000-0034-7000-8000-0000000000d1';

/** The post of `names` at v34 went to the holder of `v34`, who has confirmed it. */
export const HANDOVER = '0199a000-0034-7000-8000-0000000000d3';

/** A draft of a method for the whole city. */
export const DRAFT = '0199a000-0001-7000-8000-0000000000a5';

/** The city asked all communities for a figure. */
export const FACT_REQUEST = '0199a000-0034-7000-8000-0000000000d9';

/** p39 covers v34. */
export const RELATION = '0199a000-0034-7000-8000-0000000000d7';

/** v34 was named on the final result of the third quarter, and one of its stars was taken back. */
export const NAMING = '0199a000-0034-7000-8000-0000000000e1';

export type TownCase = {
  /** UUIDv7; a canary itself. */
  readonly id: string;
  readonly unit: NodeName;
  readonly category: string;
  readonly phone: string;
};

const town = (n: number, unit: NodeName, category: string): TownCase => ({
  id: `0199a000-${String(n).padStart(4, '0')}-7000-8000-00000000c${String(n).padStart(3, '0')}`,
  unit,
  category,
  phone: `13${String(400_000_000 + n * 1_234_567)}`,
});

/** Two cases of v34, one of v35, one of v36, five of v37: every subtree has a number of its own. */
export const CASES = {
  /** Dispatched to s32 and closed; on the line of urban management. */
  first34: town(341, 'v34', 'street-tidiness'),
  second34: town(342, 'v34', 'fire-safety'),
  only35: town(351, 'v35', 'street-tidiness'),
  only36: town(361, 'v36', 'fire-safety'),
  /** Dispatched to v37 itself and closed. */
  first37: town(371, 'v37', 'street-tidiness'),
  second37: town(372, 'v37', 'fire-safety'),
  third37: town(373, 'v37', 'fire-safety'),
  fourth37: town(374, 'v37', 'fire-safety'),
  fifth37: town(375, 'v37', 'fire-safety'),
} as const;

export type CaseName = keyof typeof CASES;

export const idOf = (node: NodeName): number => NAMES[node][0];
export const nodeOf = (id: number): NodeName =>
  (Object.keys(NAMES) as NodeName[]).find((node) => idOf(node) === id) ?? 'city';
export const codeOf = (node: NodeName): string => `ZQ${String(idOf(node)).padStart(2, '0')}X`;
export const nameOf = (node: NodeName): string => NAMES[node][1];
/** The word of a node: what its name begins with. */
export const wordOf = (node: NodeName): string => nameOf(node).slice(0, 2);
/** Declared of a community: a number that stands nowhere else. */
export const factOf = (node: NodeName): number => 7_000_419 + idOf(node) * 1_000;

export const summaryOf = ({ id }: TownCase): string => `见闻${id.slice(-3)}甪`;
export const placeOf = ({ id }: TownCase): string => `位置${id.slice(-3)}圐`;
export const noteOf = ({ id }: TownCase): string => `说明${id.slice(-3)}圙`;
export const reporterOf = ({ id }: TownCase): string => `暪某${id.slice(-3)}`;
export const maskedPhoneOf = ({ phone }: TownCase): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
export const personOf = (account: keyof typeof ACCOUNTS): string => `昋昰${account}昽`;

function kindOf(node: NodeName): SmallUnit['kind'] {
  if (node === 'city') return 'city';
  if (node.startsWith('p')) return 'committee';
  return node.startsWith('c') ? 'county' : node.startsWith('s') ? 'street' : 'community';
}

/** Counties without anything below them, so that the thirtieth unit is a county too. */
function fillers(): SmallUnit[] {
  const taken = new Set<number>(Object.values(NAMES).map(([id]) => id));
  const free = Array.from({ length: 30 }, (_, at) => at + 1).filter((id) => !taken.has(id));
  return free.map((id) => ({ code: `F${id}`, name: `空白${id}县`, kind: 'county', parent: codeOf('city') }));
}

export function townPack(): SmallPack {
  const planted = (Object.keys(NAMES) as NodeName[]).map((node) => {
    const above = NAMES[node][2];
    const parent = above === '' ? '' : codeOf(above);
    return { id: idOf(node), code: codeOf(node), name: nameOf(node), kind: kindOf(node), parent };
  });
  const blanks = fillers().map((unit) => ({ id: Number(unit.code.slice(1)), ...unit }));
  const units = [...planted, ...blanks].sort((a, b) => a.id - b.id).map(({ id: _, ...unit }) => unit);
  const people = Object.entries(ACCOUNTS).map(([id, { unit, ...post }]): SmallPerson => {
    const name = personOf(id as keyof typeof ACCOUNTS);
    return { id, name, unit: codeOf(unit), ...post };
  });
  const communities = (Object.keys(NAMES) as NodeName[]).filter((node) => node.startsWith('v'));
  return {
    units,
    roles: { everything: PERMISSIONS, names: ['org.read'] },
    people,
    facts: communities.map((node) => [codeOf(node), 'reports.late', factOf(node)] as const),
  };
}
