// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { linesOfNanyang } from './duty-lines.ts';

const NANYANG = join(import.meta.dirname, '../../packs/nanyang');

export type SmallUnit = {
  readonly code: string;
  readonly name: string;
  readonly kind: 'city' | 'county' | 'street' | 'community' | 'committee';
  /** Code of the unit above; empty for the city. */
  readonly parent: string;
};

/** Somebody of the demo, with one post; the id is what `signIn` takes. */
export type SmallPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly line?: string;
};

export type SmallPack = {
  /** Parents before children, level by level: their internal ids are 1, 2, 3 … */
  readonly units: readonly SmallUnit[];
  /** Permissions by role. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly people: readonly SmallPerson[];
  /** What is declared of units in the third quarter of 2026 beside what is declared of every community: code, measure, value. */
  readonly facts: readonly (readonly [code: string, measure: string, value: number])[];
};

/** The unit of the city's pack whose facts every community of a small one has. */
const MODEL = '411302001001';

/** Cases would be invented to come to these. */
const FROM_CASES = new Set(['cases.closed_on_time', 'cases.solved']);

const words = (text: string): string => JSON.stringify({ zh: text, en: text });

async function factsOf({ units, facts }: SmallPack): Promise<string> {
  const text = await readFile(join(NANYANG, 'example/2026-q3/facts.csv'), 'utf8');
  const model = text.split('\n').flatMap((line) => {
    const [code, measure = '', ...figures] = line.split(',');
    return code === MODEL && !FROM_CASES.has(measure) ? [{ measure, figures }] : [];
  });
  const own = new Set(facts.map(([code, measure]) => `${code} ${measure}`));
  const common = units
    .filter(({ kind }) => kind === 'community')
    .flatMap(({ code }) =>
      model.flatMap(({ measure, figures }) =>
        own.has(`${code} ${measure}`) ? [] : [[code, measure, ...figures].join(',')],
      ),
    );
  return ['unit,measure,num,den', ...common, ...facts.map((row) => `${row.join(',')},`), ''].join('\n');
}

function headOf({ units }: SmallPack, lines: string): string {
  const kinds = [...new Set(units.map(({ kind }) => kind))];
  const own = (kind: string): string => {
    if (kind === 'committee') return ', tree: party, covers: [community]';
    if (kind === 'street') return ', implements: [street, community]';
    return kind === 'community' && kinds.includes('committee') ? ', covered_by: committee' : '';
  };
  return `id: small
title: ${words('小城')}
zone: Asia/Shanghai
roles: roles.yaml
calendar: calendar.csv
demo: { starts_at: 2026-09-28T02:00:00.000Z, people: example/people.yaml }
${lines}org:
  as_of: 2023-06-30
  kinds: { ${kinds.map((kind) => `${kind}: ${words(kind).slice(0, -1)}${own(kind)} }`).join(', ')} }
  units: [{ file: units.csv }]
assessment:
  tracks: {}
  notice:
    basis: 假定
    clock: { limit: { unit: working-days, amount: 5 } }
    objections: { to: ${words('县委组织部')}, clock: { limit: { unit: working-days, amount: 3 } } }
`;
}

function rolesOf({ roles }: SmallPack): string {
  const rows = Object.entries(roles).map(
    ([id, permissions]) =>
      `  - { id: ${id}, title: ${words(id)}, at: [city, county, street, community], sensitivity: internal, permissions: [${permissions.join(', ')}] }`,
  );
  return `roles:\n${rows.join('\n')}\n`;
}

function peopleOf({ people }: SmallPack): string {
  const rows = people.map((person) => `  - ${JSON.stringify({ does: { zh: '—', en: '—' }, ...person })}`);
  return `password: small-city\npeople:\n${rows.join('\n')}\n`;
}

const table = (rows: readonly SmallUnit[], head: string, cells: (unit: SmallUnit) => readonly string[]): string =>
  [head, ...rows.map((unit) => cells(unit).join(',')), ''].join('\n');

/** Writes a city of a few units into a folder that is not there yet. Methods, measures, kinds of cases and calendar are those of Nanyang. */
export async function writeSmallPack(folder: string, pack: SmallPack): Promise<void> {
  await mkdir(join(folder, 'example/2026-q3'), { recursive: true });
  for (const part of ['calendar.csv', 'measures.yaml', 'methods', 'cases', 'example/cases.yaml'])
    await cp(join(NANYANG, part), join(folder, part), { recursive: true });
  const { units } = pack;
  const files = {
    'pack.yaml': headOf(pack, await linesOfNanyang()),
    'roles.yaml': rolesOf(pack),
    'example/people.yaml': peopleOf(pack),
    'units.csv': table(units, 'code,name,kind,parent', ({ code, name, kind, parent }) => [code, name, kind, parent]),
    'example/units.csv': table(units, 'id,name,kind,parent', ({ code, name, kind, parent }) => [
      code,
      name,
      kind,
      parent,
    ]),
    'example/2026-q3/facts.csv': await factsOf(pack),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
