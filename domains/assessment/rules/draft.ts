// SPDX-License-Identifier: Apache-2.0
import { type Fault, type ParsedMethod, parseMethod } from '@beichen/method';
import { lintMethod } from '@beichen/method/lint';
import type { DraftFault } from '../model/drafts.ts';

/** What a check of a draft says: the method where nothing is wrong with it, every fault, and what a careful office would ask. */
export type Checked = {
  readonly parsed: ParsedMethod | undefined;
  readonly faults: readonly DraftFault[];
  readonly warnings: readonly DraftFault[];
};

const FILE = 'method.yaml';

function draftFault({ line, column, code, what, mend }: Fault): DraftFault {
  return { line: line ?? null, column: column ?? null, code, what, mend };
}

/** Checks a text against the language and the catalogue; its faults come all at once. */
export function checkDraft(text: string, known: ReadonlySet<string>): Checked {
  const parsed = parseMethod(FILE, text, known);
  if (!parsed.ok) return { parsed: undefined, faults: parsed.faults.map(draftFault), warnings: [] };
  return { parsed: parsed.value, faults: [], warnings: lintMethod(FILE, parsed.value).map(draftFault) };
}

/** What a method is called in a text that may be anywhere between empty and finished; its `title` line where it cannot be read. */
export function titleIn(text: string): { zh: string; en: string } | null {
  const zh = /^title:\s*\{?\s*(?:zh:)?\s*([^,}\r\n]+)/mu.exec(text)?.[1]?.trim();
  if (zh === undefined || zh === '') return null;
  const en = /^title:[^\r\n]*\ben:\s*([^,}\r\n]+)/mu.exec(text)?.[1]?.trim();
  return { zh, en: en ?? zh };
}
