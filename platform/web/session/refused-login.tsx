// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { ProblemError } from '../data/problem.ts';
import { Note } from '../ui/tag/tag.tsx';
import { useNames, type Words } from '../words/language.tsx';
import { useWords } from '../words/words.ts';

/** The server knew what was sent and said no: a wrong password, or an account that is held. */
export function isRefusedLogin(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.words !== undefined && error.problem.status < 500;
}

/** What did not happen, why, until when, and what to do. */
export function RefusedLogin({ error }: { readonly error: ProblemError }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { words, faults } = error.problem;
  const sentence = (text: Words): string => say('sentence', { text: name(text) });
  if (words === undefined) return null;
  return (
    <div role="alert">
      <Note tone="bad">
        <b>{name(words.title)}</b>
        <br />
        {say('sentence.two', { first: sentence(words.why), second: sentence(words.mend) })}
        {faults.map(({ path, what }) => (
          <b key={path}>
            <br />
            {sentence(what)}
          </b>
        ))}
      </Note>
    </div>
  );
}
