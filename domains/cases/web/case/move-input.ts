// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import { z } from 'zod';
import { answerInput, closeInput, deferInput, dispatchInput, type Move } from '../../model/case.ts';

/** What is typed into a move's form. `label` is how a chosen unit is called. */
export type Filled = { readonly choice: string; readonly label: string; readonly note: string };

export const NOTHING_FILLED: Filled = { choice: '', label: '', note: '' };

/** What is sent beside the version. */
export function filledBody(move: Move, { choice, note }: Filled): Readonly<Record<string, unknown>> {
  const text = note.trim();
  const noted = text === '' ? {} : { note: text };
  switch (move) {
    case 'dispatch':
      return { handler: Number(choice), ...noted };
    case 'close':
      return { outcome: choice, note: text };
    case 'defer':
      return { reason: text };
    case 'answer':
      return { answer: choice, ...noted };
  }
}

export type MoveFault = {
  readonly field: 'choice' | 'note';
  /** What a schema says of itself; undefined: it is plainly wanting. */
  readonly words: { readonly what: Words; readonly mend: Words } | undefined;
};

const words = z.object({ zh: z.string(), en: z.string() });
const told = z.object({ params: z.object({ words: z.object({ what: words, mend: words }) }) });
const inputs = { dispatch: dispatchInput, close: closeInput, defer: deferInput, answer: answerInput };

/** The first thing that stands against sending, by the schema that the server reads it with. */
export function faultOf(move: Move, filled: Filled): MoveFault | undefined {
  if (move !== 'defer' && filled.choice === '') return { field: 'choice', words: undefined };
  // Whoever closes a case says what came of it.
  if (move === 'close' && filled.note.trim() === '') return { field: 'note', words: undefined };
  const read = inputs[move].safeParse({ version: 1, ...filledBody(move, filled) });
  const issue = read.error?.issues[0];
  if (issue === undefined) return undefined;
  const field = issue.path[0] === 'note' || issue.path[0] === 'reason' ? 'note' : 'choice';
  return { field, words: told.safeParse(issue).data?.params.words };
}
