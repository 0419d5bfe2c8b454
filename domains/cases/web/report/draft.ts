// SPDX-License-Identifier: Apache-2.0
import { civilDateSchema, type Instant, momentAt, timeOfDaySchema } from '@beichen/kernel/time.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { z } from 'zod';
import { reportInput } from '../../model/case.ts';
import { trackingCode } from './tracking-code.ts';

const shape = z.object({
  /** The case's id, made on this device: sending the same draft twice makes one case. */
  id: z.string(),
  code: z.string(),
  category: z.string(),
  /** The chosen unit and those above it that were chosen on the way. */
  units: z.array(z.object({ id: z.number(), name: z.string(), kind: z.string() })),
  summary: z.string(),
  place: z.string(),
  /** When it happened, by the city's clock as a field gives it: `2026-09-28T09:30`; empty where nobody says. */
  claimed: z.string().default(''),
  /** Whether a resident told it: then it is their case, and they get the code. */
  resident: z.boolean(),
});
export type Draft = z.infer<typeof shape>;

/** How a resident can be reached. Kept apart: it outlives a reload of this page, and nothing else. */
export type Contact = { readonly name: string; readonly phone: string };

const contactShape = z.object({ name: z.string(), phone: z.string() });
const NO_CONTACT: Contact = { name: '', phone: '' };

export function newDraft(): Draft {
  const empty = { category: '', units: [], summary: '', place: '', claimed: '', resident: false };
  return { id: uuidV7(), code: trackingCode(), ...empty };
}

/** What a field gives as a moment; what is none is left for the schema to refuse. */
function momentOf(claimed: string, zone: string): string {
  const [day, time] = claimed.split('T');
  const date = civilDateSchema.safeParse(day).data;
  const clock = timeOfDaySchema.safeParse(time).data;
  return date === undefined || clock === undefined ? claimed : momentAt(date, clock, zone);
}

type Where = { readonly kind: string; readonly zone: string };

/** What is sent; the vault takes the contact. */
export function bodyOf(draft: Draft, contact: Contact, { kind, zone }: Where): Readonly<Record<string, unknown>> {
  const { id, category, units, claimed, resident, code } = draft;
  const body = {
    id,
    kind,
    category,
    unit: units[units.length - 1]?.id,
    summary: draft.summary.trim(),
    place: draft.place.trim(),
    ...(claimed === '' ? {} : { occurredAt: momentOf(claimed, zone) }),
  };
  if (!resident) return body;
  const phone = contact.phone.trim();
  const name = contact.name.trim();
  const reporter = phone === '' && name === '' ? undefined : name === '' ? { phone } : { name, phone };
  return { ...body, ...(reporter === undefined ? {} : { reporter }), trackingCode: code };
}

export type DraftField = 'category' | 'unit' | 'summary' | 'place' | 'occurredAt' | 'phone';

/** A number that names a person, told by the schema in both languages; anything else is plainly wanting. */
type DraftFault = { readonly what: { zh: string; en: string }; readonly mend: { zh: string; en: string } } | 'wanting';

const faultShape = z.object({
  params: z.object({ words: z.object({ what: wordsShape(), mend: wordsShape() }) }),
});
function wordsShape() {
  return z.object({ zh: z.string(), en: z.string() });
}

/** What stands against sending, by field: by the schema that the server reads it with, and by its clock. */
export function faultsOf(body: Readonly<Record<string, unknown>>, now: Instant): ReadonlyMap<DraftField, DraftFault> {
  const read = reportInput.safeParse(body);
  const faults = new Map<DraftField, DraftFault>();
  if (body['category'] === '') faults.set('category', 'wanting');
  if (body['place'] === '') faults.set('place', 'wanting');
  const { occurredAt } = body;
  if (typeof occurredAt === 'string' && occurredAt > now) faults.set('occurredAt', 'wanting');
  for (const issue of read.error?.issues ?? []) {
    const field = issue.path[0] === 'reporter' ? 'phone' : (issue.path[0] as DraftField);
    const told = faultShape.safeParse(issue);
    if (!faults.has(field)) faults.set(field, told.success ? told.data.params.words : 'wanting');
  }
  return faults;
}

const nameOf = (person: string): string => `beichen.case-draft.${person}`;

function read<T>(text: string | null, as: z.ZodType<T>): T | undefined {
  try {
    return as.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** The draft that this person has on this device. */
export function keptDraft(person: string): { readonly draft: Draft; readonly contact: Contact } | undefined {
  try {
    const draft = read(localStorage.getItem(nameOf(person)), shape);
    if (draft === undefined) return undefined;
    return { draft, contact: read(sessionStorage.getItem(nameOf(person)), contactShape) ?? NO_CONTACT };
  } catch {
    return undefined;
  }
}

/** Keeps a draft until it is sent. @returns whether this browser keeps anything. */
export function keepDraft(person: string, draft: Draft, contact: Contact): boolean {
  try {
    localStorage.setItem(nameOf(person), JSON.stringify(draft));
    sessionStorage.setItem(nameOf(person), JSON.stringify(contact));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(person: string): void {
  try {
    localStorage.removeItem(nameOf(person));
    sessionStorage.removeItem(nameOf(person));
  } catch {
    // What was never kept need not be dropped.
  }
}
