// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { type EnteredValues, enteredValues, savedShape } from '../../model/facts.ts';
import { type Entries, valuesOf } from './entries.ts';

/** So long after the last key it is kept. */
const PAUSE = 900;

const currentShape = z.object({ version: z.int(), values: enteredValues });

type Conflicting = { readonly version: number; readonly values: EnteredValues };

/** What somebody else saved meanwhile, where that is why it was refused. */
export function conflictIn(error: unknown): Conflicting | null {
  const told = error instanceof ProblemError ? error.problem.conflict?.current : undefined;
  const read = currentShape.safeParse(told);
  return read.success ? read.data : null;
}

/** Keeps what is typed on the server, a moment after the last key; on the way out of a conflict, over the version that was seen then. */
export function useDraft(about: {
  readonly id: string;
  readonly version: number;
  readonly entries: Entries;
  readonly on: boolean;
}) {
  const { id, entries, on } = about;
  const [version, setVersion] = useState(about.version);
  const kept = useRef(JSON.stringify(valuesOf(entries)));
  const [isKept, setKept] = useState(true);
  const save = useCommand<{ version: number; values: EnteredValues }, typeof savedShape>({
    path: `/api/assessment/facts/forms/${id}/draft`,
    answer: savedShape,
    onDone: (done, { values }) => {
      kept.current = JSON.stringify(values);
      setVersion(done.version);
      setKept(true);
    },
  });
  const { run, busy, error } = save;
  const values = valuesOf(entries);
  const text = JSON.stringify(values);
  useEffect(() => {
    if (!on || busy || error !== null || text === kept.current) return;
    setKept(false);
    const timer = setTimeout(() => run({ version, values: JSON.parse(text) as EnteredValues }), PAUSE);
    return () => clearTimeout(timer);
  }, [on, busy, error, text, version, run]);
  return {
    version,
    setVersion,
    error,
    forget: save.forget,
    busy,
    isKept: isKept && !busy,
    markKept: () => {
      kept.current = text;
    },
  };
}
