// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Change, previewShape } from '../../model/changes.ts';
import type { OrgKey } from '../words.ts';

/** What can be chosen at a unit; undoing begins at the change that is undone. */
export const ASKED = ['rename', 'move', 'split', 'merge', 'open', 'close'] as const;

const picked = z.object({ id: z.number(), name: z.string() });
const part = z.object({ key: z.string(), code: z.string(), name: z.string() });

export const draftShape = z.object({
  id: z.string(),
  kind: z.enum(ASKED).nullable(),
  from: z.string(),
  basis: z.string(),
  name: z.string(),
  parent: picked.nullable(),
  unitKind: z.string(),
  /** The unit that is opened, or that several are merged into. */
  fresh: z.object({ code: z.string(), name: z.string(), class: z.string() }),
  keeps: z.boolean(),
  parts: z.array(part),
  /** Where each unit below goes, and each kind of thing, and single things of it: only what differs from the usual. */
  below: z.record(z.string(), z.string()),
  holdings: z.record(z.string(), z.string()),
  records: z.record(z.string(), z.string()),
  merged: z.array(picked),
  into: z.string(),
  receivers: z.array(picked),
});

/** A change that is being prepared. Units are told by their number as text, new ones by their letter. */
export type Draft = z.infer<typeof draftShape>;
export type Picked = z.infer<typeof picked>;
export type Part = z.infer<typeof part>;

/** The unit that the change begins at. */
export type Begins = Picked & { readonly parent: Picked | null };

/** What lies at the unit, by the preview. */
export type Lies = z.infer<typeof previewShape>['touched'][number];

/** Where something may go. */
export type Place = { readonly value: string; readonly label: string };

export function newDraft(unit: Begins, about: { readonly id: string; readonly today: string }): Draft {
  return {
    id: about.id,
    kind: null,
    from: about.today,
    basis: '',
    name: '',
    parent: null,
    unitKind: '',
    fresh: { code: '', name: '', class: '' },
    keeps: false,
    parts: [
      { key: 'a', code: '', name: '' },
      { key: 'b', code: '', name: '' },
    ],
    below: {},
    holdings: {},
    records: {},
    merged: [{ id: unit.id, name: unit.name }],
    into: 'new',
    receivers: unit.parent === null ? [] : [unit.parent],
  };
}

export const recordKey = (holding: string, record: string): string => `${holding} ${record}`;

/** Where what lies at the unit may go: to the parts, to the unit itself where it goes on, to those that take over what is closed. */
export function placesOf(draft: Draft, unit: Begins): Place[] {
  if (draft.kind === 'close') return draft.receivers.map(({ id, name }) => ({ value: String(id), label: name }));
  const parts = draft.parts.map(({ key, name }) => ({ value: key, label: name.trim() }));
  return draft.keeps ? [{ value: String(unit.id), label: unit.name }, ...parts] : parts;
}

/** Where something goes: where it was said, if that is still a place, else where all goes. */
export function goesTo(said: string | undefined, places: readonly Place[], usual?: string): string {
  return places.find(({ value }) => value === said)?.value ?? usual ?? places[0]?.value ?? '';
}

/** Places for single things of a kind: what all goes away from cannot be kept for some. */
export function placesOfRecords(places: readonly Place[], rest: string, unit: Begins): Place[] {
  const own = String(unit.id);
  return rest === own ? [...places] : places.filter(({ value }) => value !== own);
}

const targetOf = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);

type Passes = Extract<Change, { kind: 'split' }>['passes'];

function passesOf(draft: Draft, unit: Begins, lies: Lies | undefined): Passes {
  const places = placesOf(draft, unit);
  return (lies?.held ?? []).flatMap(({ holding, records }) => {
    const rest = goesTo(draft.holdings[holding], places);
    const allowed = placesOfRecords(places, rest, unit);
    const single = new Map<string, string[]>();
    for (const { record } of records) {
      const to = goesTo(draft.records[recordKey(holding, record)], allowed, rest);
      if (to !== rest) single.set(to, [...(single.get(to) ?? []), record]);
    }
    const common = { holding, from: unit.id };
    return [
      ...[...single].map(([to, some]) => ({ ...common, to: targetOf(to), records: some })),
      ...(rest === String(unit.id) ? [] : [{ ...common, to: targetOf(rest) }]),
    ];
  });
}

function freshOf({ fresh }: Draft) {
  const own = fresh.class.trim();
  return { code: fresh.code.trim(), name: fresh.name.trim(), ...(own === '' ? {} : { class: own }) };
}

/** The change as the server takes it; nothing where its kind, or the unit that it goes to, is not chosen. */
export function changeOf(draft: Draft, unit: Begins, lies?: Lies): Change | undefined {
  switch (draft.kind) {
    case null:
      return undefined;
    case 'rename':
      return { kind: 'rename', unit: unit.id, name: draft.name.trim() };
    case 'move':
      return draft.parent === null ? undefined : { kind: 'move', unit: unit.id, parent: draft.parent.id };
    case 'open':
      return { kind: 'open', parent: unit.id, unitKind: draft.unitKind, ...freshOf(draft) };
    case 'close':
      return { kind: 'close', unit: unit.id, passes: passesOf(draft, unit, lies) };
    case 'merge':
      return {
        kind: 'merge',
        units: draft.merged.map(({ id }) => id),
        into: draft.into === 'new' ? freshOf(draft) : Number(draft.into),
      };
    case 'split': {
      const places = placesOf(draft, unit);
      return {
        kind: 'split',
        unit: unit.id,
        keeps: draft.keeps,
        parts: draft.parts.map(({ key, code, name }) => ({ key, code: code.trim(), name: name.trim() })),
        below: (lies?.children ?? [])
          .map(({ id }) => ({ unit: id, to: targetOf(goesTo(draft.below[id], places)) }))
          .filter(({ to }) => to !== unit.id),
        passes: passesOf(draft, unit, lies),
      };
    }
  }
}

export const STEPS = ['what', 'how', 'where', 'look'] as const;
export type Step = (typeof STEPS)[number];

/** The steps of the wizard; where things go is asked only where a unit is emptied and it is not said by the kind. */
export function stepsOf({ kind }: Draft): readonly Step[] {
  return kind === 'split' || kind === 'close' ? STEPS : STEPS.filter((step) => step !== 'where');
}

/** The step whose fields a fault is about. */
export function stepOfPath(path: string): Step {
  if (['/from', '/basis', '/change/unit'].includes(path)) return 'what';
  return /^\/change\/(below|passes)\b/.test(path) ? 'where' : 'how';
}

type Wanting = readonly [path: string, key: OrgKey];

function* freshWanting({ fresh }: Draft, path: string): Generator<Wanting> {
  if (fresh.name.trim().length < 2) yield [`${path}/name`, 'change.name.wanting'];
  if (fresh.code.trim() === '') yield [`${path}/code`, 'change.code.wanting'];
}

function* howWanting(draft: Draft): Generator<Wanting> {
  if (draft.kind === 'rename' && draft.name.trim().length < 2) yield ['/change/name', 'change.name.wanting'];
  if (draft.kind === 'move' && draft.parent === null) yield ['/change/parent', 'change.parent.wanting'];
  if (draft.kind === 'close' && draft.receivers.length === 0) yield ['/change/passes', 'change.receiver.wanting'];
  if (draft.kind === 'open') {
    if (draft.unitKind === '') yield ['/change/unitKind', 'change.unitKind.wanting'];
    yield* freshWanting(draft, '/change');
  }
  if (draft.kind === 'merge') {
    if (draft.merged.length < 2) yield ['/change/units', 'change.units.wanting'];
    if (draft.into === 'new') yield* freshWanting(draft, '/change/into');
  }
  if (draft.kind !== 'split') return;
  for (const [at, { code, name }] of draft.parts.entries()) {
    if (name.trim().length < 2) yield [`/change/parts/${at}/name`, 'change.name.wanting'];
    if (code.trim() === '') yield [`/change/parts/${at}/code`, 'change.code.wanting'];
  }
}

/** What is wanting before the server can be asked. */
export function* wantingOf(draft: Draft, step: Step, today: string): Generator<Wanting> {
  if (step === 'how') yield* howWanting(draft);
  if (step !== 'what') return;
  if (draft.kind === null) yield ['/change/unit', 'change.kind.wanting'];
  if (draft.from < today) yield ['/from', 'form.day.past'];
  if (draft.basis.trim().length < 2) yield ['/basis', 'change.basis.wanting'];
}
