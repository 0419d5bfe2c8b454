// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useEffect, useRef } from 'react';
import { useWords } from '../words.ts';

/** What is wrong with an input, as the server says it. */
export type Fault = { readonly path: string; readonly what: Words; readonly mend: Words };

/** What is wrong, in the reader's words, by the place in the input: `/change/parts/0/code`. */
export type FaultTexts = ReadonlyMap<string, string>;

/** The faults that an answer brought, none where it was another trouble. */
export function faultsIn(error: unknown): readonly Fault[] {
  return error instanceof ProblemError ? error.problem.faults : [];
}

/** Says faults: all of one place together. */
export function useFaultTexts(): (faults: readonly Fault[]) => FaultTexts {
  const say = useWords();
  const name = useNames();
  return (faults) => {
    const texts = new Map<string, string>();
    for (const { path, what, mend } of faults) {
      const place = path.replace(/^body/, '');
      const text = `${name(what)}${say('stop')}${name(mend)}`;
      texts.set(place, [texts.get(place), text].filter(Boolean).join(say('stop')));
    }
    return texts;
  };
}

/** The first field with a fault takes the focus whenever `turn` moves on. */
export function useFirstFault<E extends HTMLElement>(turn: unknown) {
  const here = useRef<E>(null);
  useEffect(() => {
    if (turn === 0 || turn === null) return;
    here.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [turn]);
  return here;
}
