// SPDX-License-Identifier: Apache-2.0
import type { Act, Grid, Step } from '../../model/review.ts';
import type { FactMarks } from './marks.ts';

type Figure = { readonly num: number | null; readonly den: number | null };
type Form = 'count' | 'ratio' | 'value';

/** What may be said of one fact. */
export type FactAct = Exclude<Act, 'pass' | 'return'>;

/** What is typed of one fact. */
export type Draft = { readonly [Key in 'num' | 'den' | 'reason' | 'owner' | 'seenOn']: string };

/** What a step may say of a fact as it stands: the unit itself explains, the others judge; after the review a figure is put right, no more. */
export function actsFor(
  step: Pick<Step, 'own'>,
  marks: Pick<FactMarks, 'corrected' | 'held'>,
  isOver = false,
): FactAct[] {
  if (step.own) return ['explain'];
  if (isOver) return marks.corrected === undefined ? ['correct'] : ['correct', 'restore'];
  return [
    'correct',
    ...(marks.corrected === undefined ? [] : (['restore'] as const)),
    ...(marks.held === undefined ? (['hold'] as const) : (['release', 'urge'] as const)),
  ];
}

/** The form as it opens: the figure that holds, and the unit itself as whose turn it is. */
export function startOf({ num, den }: Figure, { owners }: Pick<Grid['units'][number], 'owners'>): Draft {
  const text = (x: number | null): string => (x === null ? '' : `${x}`);
  return { num: text(num), den: text(den), reason: '', owner: `${owners.at(-1)?.id ?? ''}`, seenOn: '' };
}

/** A typed number; `null` where nothing was typed, `undefined` where it is none. */
export function numberIn(text: string): number | null | undefined {
  const trimmed = text.trim().replaceAll(',', '').replaceAll('，', '');
  if (trimmed === '') return null;
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The fields in which something is wanting. */
export function wantingOf(act: FactAct, draft: Draft, form: Form): ReadonlySet<string> {
  const wanting = new Set<string>();
  if (act === 'correct' && numberIn(draft.num) === undefined) wanting.add('num');
  if (act === 'correct' && form === 'ratio' && numberIn(draft.den) === undefined) wanting.add('den');
  if (act !== 'urge' && draft.reason.trim().length < 4) wanting.add('reason');
  return wanting;
}

/** What is sent, beside which fact it is of. */
export function inputOf(
  act: Act,
  draft: Draft,
  { seen, form }: { readonly seen: Figure; readonly form: Form },
): object {
  const reason = draft.reason.trim();
  if (act === 'urge') return { act };
  if (act === 'hold') return { act, reason, owner: Number(draft.owner) };
  if (act !== 'correct') return { act, reason };
  const den = form === 'ratio' ? (numberIn(draft.den) ?? null) : null;
  return {
    act,
    num: numberIn(draft.num) ?? null,
    den,
    seen,
    reason,
    seenOn: draft.seenOn === '' ? null : draft.seenOn,
  };
}
