// SPDX-License-Identifier: Apache-2.0

import { faultsInOrder, MOST_SHEET_FAULTS } from '@beichen/engines/sheets/sheet-fault.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import { type ImportPreview, SHEETS } from '../../model/sheets.ts';
import type { Step } from '../../rules/change.ts';
import { doesNothing, doesOf } from '../../rules/plan-import.ts';
import type { Lines } from '../../rules/sheet-lines.ts';
import { namesIn, sentencesOf } from '../queries/changes.ts';
import { type LoadedImport, loadImport } from '../queries/import-file.ts';
import type { PostDeps } from '../queries/posts.ts';
import { CHANGE_DUE, changePlanned } from '../store/changes.ts';

/** A file as it was read. What could not be read at all is among the faults of its lines. */
type Checking = { readonly id: string; readonly lines: Lines };
type Carrying = Checking & { readonly basis: string };
type Decision = {
  readonly id: string;
  readonly loaded: LoadedImport;
  readonly basis: string;
  readonly person: string;
  readonly now: Instant;
};

/** Steps of each kind that a preview names. */
const MOST_NAMED = 100;

function loginOf(step: Step): Words {
  const login = step.do === 'appoint' ? (step.post.account?.login ?? '') : '';
  return { zh: login, en: login };
}

function previewOf(deps: PostDeps, { lines }: Checking, loaded: LoadedImport): ImportPreview {
  const { faults, warnings, plan, world } = loaded;
  const does = [...doesOf(faults.length > 0 ? [] : plan.steps)].map(([what, steps]) => ({
    what,
    count: steps.length,
    some:
      what === 'accounts'
        ? steps.slice(0, MOST_NAMED).map(loginOf)
        : sentencesOf(steps.slice(0, MOST_NAMED), deps, { names: namesIn(world), all: plan.steps }),
  }));
  return {
    faults: faultsInOrder(faults, Object.values(SHEETS)),
    faultCount: faults.length,
    warnings: faultsInOrder(warnings, Object.values(SHEETS)),
    warningCount: warnings.length,
    does,
    rows: { units: lines.units.length, posts: lines.posts.length, ties: lines.ties.length },
  };
}

const nameOf = (person: string | null): string => `person:${person ?? ''}`;

/** Says what a file would do, and what stands against it. Nothing is kept but that it was asked: cells may name people. */
export function checkImportAction(
  deps: PostDeps,
): Action<Checking, LoadedImport, { readonly preview: ImportPreview; readonly id: string; readonly unit: number }> {
  return {
    name: 'org.import',
    parties: [],
    load: (tx, asked, { now, person }) => loadImport(tx, deps, { ...asked, actor: nameOf(person), now }),
    // It is looked at with the sight of the own post; what reaches beyond is a fault among the others.
    guard: ({ home }) => ({ paths: [home.path], line: null, sensitivity: 'internal', roles: [] }),
    decide: (loaded, asked) => ({ preview: previewOf(deps, asked, loaded), id: asked.id, unit: loaded.home.id }),
    write: () => [],
    tell: ({ id, unit, preview }) => ({
      status: 200,
      answer: { checked: true },
      once: { preview },
      record: id,
      unit,
      detail: { checked: true, faults: preview.faultCount, units: preview.rows.units, posts: preview.rows.posts },
      events: [],
    }),
  };
}

function decideImport(loaded: LoadedImport, { id, basis }: Carrying, { now, person }: Moment): Decision {
  if (person === null) throw new Refusal(platformErrors.forbidden);
  const faults = loaded.faults.map(({ sheet, row, column, what, mend }) => ({
    path: ['', 'file', sheet, row ?? '', column ?? ''].join('/'),
    what,
    mend,
  }));
  if (faults.length > 0) throw badInput(faults.slice(0, MOST_SHEET_FAULTS));
  return { id, loaded, basis, person, now };
}

/** Decides what a file comes to, as one change of the tree with the posts that go with it; the worker carries it out whole or not at all. */
export function importAction(deps: PostDeps): Action<Carrying, LoadedImport, Decision> {
  const { zone, vault } = deps;
  return {
    name: 'org.import',
    parties: [],
    load: (tx, asked, { now, person }) => loadImport(tx, deps, { ...asked, actor: nameOf(person), now }),
    guard: ({ over }) => ({ paths: [over.path], line: null, sensitivity: 'internal', roles: [] }),
    decide: decideImport,
    write(tx, { id, loaded: { change, over, kept }, basis, person, now }) {
      if (doesNothing(change)) return [];
      const planned = { id, change, from: dateOf(now, zone), basis, over, person, now };
      return [
        ...kept.flatMap(({ person: subject, post, line, unit, values }) =>
          vault.keep(tx, subject, { record: post, place: { unit, line }, values, now }),
        ),
        changePlanned(tx, planned),
      ];
    },
    tell({ id, loaded: { change, over } }) {
      const isNothing = doesNothing(change);
      const { opens, moves, renames, closes, posts, ends, counts = [], ties = [], unties = [] } = change;
      return {
        status: 201,
        answer: { id, state: isNothing ? 'nothing' : 'planned' },
        record: id,
        unit: over.id,
        detail: {
          opened: opens.length,
          moved: moves.length,
          renamed: renames.length,
          closed: closes.length,
          given: posts.length,
          ended: ends.length,
          counted: counts.length,
          tied: ties.length,
          untied: unties.length,
        },
        events: isNothing ? [] : [{ name: CHANGE_DUE, unit: over.id, record: id, instants: [] }],
      };
    },
  };
}
