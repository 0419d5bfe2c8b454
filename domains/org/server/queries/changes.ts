// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Change, ChangeKind, changeView, Target } from '../../model/changes.ts';
import type { DoneStep, Step, World } from '../../rules/change.ts';
import { planOf, ruleOf } from '../../rules/changes.ts';
import { displayName } from '../../rules/names.ts';
import { type Called, sentenceOf } from '../../rules/step-words.ts';
import { type ChangeDeps, loadWorlds } from './world.ts';

type View = z.infer<typeof changeView>;

type Row = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly from: CivilDate;
  readonly basis: string;
  readonly state: View['state'];
  readonly madeAt: Instant;
  readonly settledAt: Instant | null;
  readonly input: Change;
  /** What the change that it undoes was. */
  readonly undone: Change | null;
  readonly faults: InputFault[] | null;
  readonly undoneBy: string | null;
  readonly steps: DoneStep[] | null;
  /** Steps beyond those that are told. */
  readonly more: number;
};

/** Units of a change that are told by name: a file names thousands. */
const MOST_UNITS = 200;

/** The units that a change names; of an undoing, those of what it undoes. */
const namedIn = ({ input, undone }: Row): readonly number[] => {
  const change = undone ?? input;
  return [...new Set(ruleOf(change).units(change))].slice(0, MOST_UNITS);
};

const unitsOfStep = (step: DoneStep): number[] => [
  step.unit,
  ...('parent' in step ? [step.parent] : []),
  ...('to' in step ? [step.to] : []),
  ...('by' in step ? [step.by] : []),
  ...('before' in step && typeof step.before === 'number' ? [step.before] : []),
];

/** The names of these units, as they are called today. */
async function namesOf(tx: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{
    id: number;
    name: string;
  }>`SELECT id, name FROM unit WHERE id = ANY (${[...new Set(ids)]})`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How units and holdings are called in sentences. A unit that may not be seen is called by what it is: another unit. */
function calledBy(
  deps: ChangeDeps,
  about: { readonly names: ReadonlyMap<number, string>; readonly made: ReadonlyMap<string, string> },
): Called {
  return {
    unit: (target: Target) =>
      (typeof target === 'number' ? about.names.get(target) : about.made.get(target)) ?? '范围以外的单位',
    role: (id) => deps.roles.find((role) => role.id === id)?.title ?? { zh: id, en: id },
    holding: (id) => deps.holdings.get(id)?.title ?? { zh: id, en: id },
  };
}

/** All units of a world by the names that they bear today. */
export function namesIn(world: World): ReadonlyMap<number, string> {
  return new Map([...world.units.values(), ...[...world.below.values()].flat()].map(({ id, name }) => [id, name]));
}

/** What will be done, said; new units by the names that they are given, where only some of the steps are told too. */
export function sentencesOf(
  steps: readonly Step[],
  deps: ChangeDeps,
  about: { readonly names: ReadonlyMap<number, string>; readonly all?: readonly Step[] },
): Words[] {
  const { names, all = steps } = about;
  const made = new Map(
    all.flatMap((step) => (step.do === 'open' ? [[step.key, displayName(step.unit.name)] as const] : [])),
  );
  return steps.map((step) => sentenceOf(step, calledBy(deps, { names, made })));
}

/** A change of a file has thousands of steps: so many are told of any change, the rest is counted. */
const MOST_STEPS = 200;

function restOf(more: number): Words {
  return { zh: `另有${more}项`, en: `and ${more} more` };
}

function toldOf(steps: readonly Step[], say: (some: readonly Step[]) => Words[]): Words[] {
  const more = steps.length - MOST_STEPS;
  return [...say(steps.slice(0, MOST_STEPS)), ...(more > 0 ? [restOf(more)] : [])];
}

/** What changes that wait would do, and what would stand against them, as things are: as on their days, so far as that is known. */
async function foreseen(
  tx: Database,
  deps: ChangeDeps,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Pick<View, 'steps' | 'faults'>>> {
  const waiting = rows.filter(({ state }) => state === 'planned');
  const asked = waiting.map((row) => ({ id: row.id, change: row.input, today: row.from }));
  const worlds = await loadWorlds(tx, deps, asked);
  return new Map(
    worlds.map((world, at) => {
      const { id, input, from } = waiting[at] as Row;
      const { steps, faults } = planOf(input, from, world);
      return [
        id,
        {
          steps: toldOf(steps, (some) => sentencesOf(some, deps, { names: namesIn(world), all: steps })),
          faults: [...faults],
        },
      ];
    }),
  );
}

async function changesWhere(
  tx: Database,
  deps: ChangeDeps,
  which: { readonly where: RawBuilder<unknown>; readonly limit: number; readonly unit?: number },
): Promise<View[]> {
  // Of a file that brought thousands of units, the history of one of them tells what it did to this one.
  const steps =
    which.unit === undefined
      ? sql`s.change = c.id`
      : sql`s.change = c.id AND (c.kind <> 'import' OR s.unit_id = ${which.unit} OR s."to" = ${which.unit})`;
  const { rows } = await sql<Row>`
    SELECT c.id, c.kind, c.holds_from AS "from", c.basis, c.state, c.made_at AS "madeAt", c.settled_at AS "settledAt", c.input, c.faults,
      (SELECT u.id FROM unit_change u WHERE u.undoes = c.id AND u.state IN ('planned', 'done')) AS "undoneBy",
      (SELECT json_agg(told.step ORDER BY told.n) FROM (SELECT s.step, s.n FROM unit_step s WHERE ${steps} ORDER BY s.n LIMIT ${MOST_STEPS}) AS told) AS steps,
      greatest((SELECT count(*)::integer FROM unit_step s WHERE ${steps}) - ${MOST_STEPS}::integer, 0) AS more,
      (SELECT o.input FROM unit_change o WHERE o.id = c.undoes) AS undone
    FROM unit_change c WHERE ${which.where} ORDER BY c.state = 'planned' DESC, c.made_at DESC, c.id DESC LIMIT ${which.limit}`.execute(
    tx,
  );
  const names = await namesOf(tx, [
    ...rows.flatMap(({ steps }) => (steps ?? []).flatMap(unitsOfStep)),
    ...rows.flatMap(namedIn),
  ]);
  const called = calledBy(deps, { names, made: new Map() });
  // A holding of which nothing was there to pass is no news.
  const isNews = (step: DoneStep): boolean => step.do !== 'pass' || step.records.length > 0;
  const ahead = await foreseen(tx, deps, rows);
  return rows.map((row) => {
    const { input: _, undone: __, steps, more, faults, ...rest } = row;
    const told = {
      steps: [
        ...(steps ?? []).filter(isNews).map((step) => sentenceOf(step, called)),
        ...(more > 0 ? [restOf(more)] : []),
      ],
      faults: faults ?? [],
      ...ahead.get(row.id),
    };
    const units = namedIn(row).flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
    return { ...rest, ...told, units, undoable: row.state === 'done' && row.undoneBy === null };
  });
}

/** Changes over the transaction's range, those that wait before the others, the latest first, a page at a time. */
export async function listChanges(
  tx: Database,
  deps: ChangeDeps,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ changes: View[]; next: string | null }> {
  const where =
    page.after === undefined
      ? sql`true`
      : sql`(c.state = 'planned', c.made_at, c.id) < (SELECT state = 'planned', made_at, id FROM unit_change WHERE id = ${page.after})`;
  const changes = await changesWhere(tx, deps, { where, limit: page.limit + 1 });
  const shown = changes.slice(0, page.limit);
  return { changes: shown, next: changes.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}

/** What was changed at a unit, the latest first: the changes that did something to it, or gave it something. */
export async function historyOf(tx: Database, deps: ChangeDeps, unit: number): Promise<View[]> {
  const where = sql`c.id IN (SELECT change FROM unit_step WHERE unit_id = ${unit} OR "to" = ${unit})`;
  return await changesWhere(tx, deps, { where, limit: 100, unit });
}
