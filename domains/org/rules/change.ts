// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Change, ImportedPost, ImportedTie, ImportedUntie, Target } from '../model/changes.ts';
import type { UnitKind } from '../model/pack.ts';
import type { Ended, Reappointed, Retied } from './restore.ts';

/** A unit as a change finds it. */
export type KnownUnit = {
  readonly id: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEntered: string;
  readonly class: string | null;
  readonly zone: string | null;
  readonly parent: number | null;
  readonly path: OrgPath;
  /** Since when it lies and is called as it does: no change may be dated before. */
  readonly since: CivilDate;
  readonly closedOn: CivilDate | null;
};

/** A unit that a change makes. */
export type NewUnit = {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly class: string | null;
  readonly zone: string | null;
};

/** One thing that a change does. New units are named by their letter. */
export type Step =
  | { readonly do: 'open'; readonly key: string; readonly unit: NewUnit; readonly parent: Target }
  | { readonly do: 'move'; readonly unit: number; readonly parent: Target; readonly before: number | null }
  | { readonly do: 'rename'; readonly unit: number; readonly name: string; readonly before: string }
  | {
      readonly do: 'pass';
      readonly holding: string;
      readonly from: number;
      readonly to: Target;
      readonly records: readonly string[] | null;
    }
  | { readonly do: 'close'; readonly unit: number }
  | { readonly do: 'reopen'; readonly unit: number }
  | { readonly do: 'appoint'; readonly post: ImportedPost }
  | { readonly do: 'count'; readonly unit: Target; readonly households: number }
  | { readonly do: 'tie'; readonly tie: ImportedTie }
  | Untie
  | PostEnd
  | Reappointed
  | Retied;

type Untie = ImportedUntie & { readonly do: 'untie' };

type PostEnd = {
  readonly do: 'end';
  readonly unit: number;
  readonly post: string;
  readonly role: string;
  readonly on: CivilDate;
};

/** The same, once carried out: new units have their ids, and what was passed is listed. This is what is kept. */
export type DoneStep =
  | { readonly do: 'open'; readonly unit: number; readonly parent: number }
  | { readonly do: 'move'; readonly unit: number; readonly parent: number; readonly before: number | null }
  | { readonly do: 'rename'; readonly unit: number; readonly name: string; readonly before: string }
  | {
      readonly do: 'pass';
      readonly holding: string;
      readonly unit: number;
      readonly to: number;
      readonly records: readonly string[];
      /** What ended instead of going, by name; absent where nothing did. */
      readonly ended?: readonly string[];
    }
  | { readonly do: 'close'; readonly unit: number }
  | { readonly do: 'reopen'; readonly unit: number }
  | {
      readonly do: 'appoint';
      readonly unit: number;
      readonly post: string;
      readonly role: string;
      readonly from: CivilDate;
    }
  | { readonly do: 'count'; readonly unit: number; readonly households: number; readonly record: string }
  | (Omit<ImportedUntie, 'on'> & { readonly do: 'tie'; readonly from: CivilDate })
  | Untie
  | PostEnd;

/** A change that was carried out, as whoever undoes it needs it. */
export type DoneChange = {
  readonly id: string;
  readonly steps: readonly DoneStep[];
  /** Where what came to its new units since goes when they end; `null` where there is no such unit. */
  readonly home: number | null;
  /** Units of it that a later change touched. */
  readonly touchedLater: readonly number[];
  /** The posts and ties that it ended and gave, as they stand by now. */
  readonly ended: Ended;
  /** Whether another change undoes it already. */
  readonly undone: boolean;
};

/** All that a decision on a change rests on. Units that may not be seen are not in it. */
export type World = {
  readonly today: CivilDate;
  readonly kinds: Readonly<Record<string, UnitKind>>;
  readonly units: ReadonlyMap<number, KnownUnit>;
  /** Open units directly below, in the order of their names' sound. */
  readonly below: ReadonlyMap<number, readonly KnownUnit[]>;
  /** Of the codes that the change gives, those that another unit has. */
  readonly taken: ReadonlySet<string>;
  readonly holdings: ReadonlyMap<string, Words>;
  /** The change to undo, where it was carried out. */
  readonly undone: DoneChange | undefined;
};

/** What a change comes to: its steps, or what stands against it; all faults at once. */
export type Plan = {
  readonly steps: readonly Step[];
  readonly faults: readonly InputFault[];
  readonly warnings: readonly Words[];
};

/** What a kind of change answers for itself. */
export type ChangeRule<C extends Change> = {
  /** Existing units that it names, those that it ends or empties among them. */
  units(change: C): readonly number[];
  /** Units of which it must be said where what lies there goes. */
  emptied(change: C): readonly number[];
  /** Codes of units that it makes. */
  codes(change: C): readonly string[];
  plan(change: C, world: World): Plan;
};

export function faultAt(path: string, what: Words, mend: Words): InputFault {
  return { path: `/change${path}`, what, mend };
}

const NOT_THERE = {
  what: { zh: '没有这个单位，或看不到它', en: 'There is no such unit, or none that you may see' },
  mend: { zh: '重新选择单位', en: 'Choose another unit' },
};

/** A unit that goes on and may be changed; or the fault that it is not. */
export function findOpen(
  world: World,
  id: number,
  place: { readonly path: string; readonly faults: InputFault[] },
): KnownUnit | undefined {
  const unit = world.units.get(id);
  if (unit === undefined) {
    place.faults.push(faultAt(place.path, NOT_THERE.what, NOT_THERE.mend));
    return undefined;
  }
  if (unit.closedOn === null) return unit;
  const what = { zh: `${unit.name}已于${unit.closedOn}撤销`, en: `${unit.name} was closed on ${unit.closedOn}` };
  place.faults.push(faultAt(place.path, what, NOT_THERE.mend));
  return undefined;
}

/** What stands against a unit of a kind lying below another. */
export function* placeFaults(
  world: World,
  kind: string,
  place: { readonly parent: KnownUnit; readonly path: string },
): Generator<InputFault> {
  const { parent, path } = place;
  const title = (id: string): Words => world.kinds[id] ?? { zh: id, en: id };
  const under = world.kinds[kind]?.under;
  if (under?.includes(parent.kind)) return;
  const [own, above] = [title(kind), title(parent.kind)];
  const allowed = (under ?? []).map(title);
  const mend =
    allowed.length === 0
      ? { zh: '这类单位由数据包设', en: 'Units of this kind come with the pack' }
      : {
          zh: `设在${allowed.map(({ zh }) => zh).join('、')}之下`,
          en: `Put it below: ${allowed.map(({ en }) => en).join(', ')}`,
        };
  yield faultAt(path, { zh: `${own.zh}不设在${above.zh}之下`, en: `${own.en}: not below ${above.en}` }, mend);
}
