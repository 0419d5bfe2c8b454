// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { type DraftPage, savedShape } from '../../model/drafts.ts';

/** How long after the last change a text is saved. */
const PAUSE = 1_200;

const conflictShape = z.object({
  current: z.object({ version: z.int(), source: z.string(), savedAt: z.string() }),
});
export type Theirs = z.infer<typeof conflictShape>['current'];

/** What somebody else saved meanwhile, where that is why a save was refused. */
function theirsIn(error: Error | null): Theirs | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'assessment.draft-moved') return undefined;
  return conflictShape.safeParse(error.problem.conflict).data?.current;
}

export type Saving = {
  readonly version: number;
  readonly savedAt: string;
  /** Something is written that is not kept yet. */
  readonly waiting: boolean;
  readonly error: Error | null;
  readonly theirs: Theirs | undefined;
  readonly changed: (text: string) => void;
  readonly now: () => void;
  /** Goes on from what somebody else saved: with their text, or over it. */
  readonly follow: (theirs: Theirs, text: string) => void;
};

/** Saves a draft at each pause; one save at a time, each over the version before it. */
export function useSaving(draft: DraftPage): Saving {
  const [kept, setKept] = useState({ version: draft.version, savedAt: draft.savedAt as string });
  const [text, setText] = useState(draft.source);
  const [saved, setSaved] = useState(draft.source);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useCommand<{ version: number; source: string }, typeof savedShape>({
    path: `/api/assessment/drafts/${draft.id}/save`,
    answer: savedShape,
    onDone({ version, savedAt }, { source }) {
      setKept({ version, savedAt });
      setSaved(source);
    },
  });
  const { busy, error, run, forget } = save;
  const waiting = text !== saved;
  const now = (): void => {
    clearTimeout(timer.current);
    if (text !== saved && !busy) run({ version: kept.version, source: text });
  };
  const stopped = error !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pause begins anew with each change, and with each save that ends
  useEffect(() => {
    if (!waiting || busy || stopped) return undefined;
    timer.current = setTimeout(now, PAUSE);
    return () => clearTimeout(timer.current);
  }, [text, saved, busy, stopped]);
  return {
    ...kept,
    waiting,
    error,
    theirs: theirsIn(error),
    changed: setText,
    now,
    follow(theirs, source) {
      setKept({ version: theirs.version, savedAt: theirs.savedAt });
      setSaved(theirs.source);
      setText(source);
      forget();
    },
  };
}
