// SPDX-License-Identifier: Apache-2.0
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { previewQuery } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { type FaultTexts, faultsIn, useFaultTexts } from '../form/faults.ts';
import { useWords } from '../words.ts';
import {
  type Begins,
  changeOf,
  type Draft,
  newDraft,
  STEPS,
  type Step,
  stepOfPath,
  stepsOf,
  wantingOf,
} from './draft.ts';
import { dropDraft, keepDraft, keptDraft } from './kept-draft.ts';

const NO_FAULTS: FaultTexts = new Map();

/** The step is in the address: the browser's way back goes back one step, and what was typed stays. */
function useStep(draft: Draft) {
  const navigate = useNavigate();
  const { step: asked } = useSearch({ strict: false }) as { step?: unknown };
  const steps = stepsOf(draft);
  const known = STEPS.find((step) => step === asked);
  const step: Step = known !== undefined && draft.kind !== null && steps.includes(known) ? known : 'what';
  return { steps, step, goTo: (next: Step) => void navigate({ to: '.', search: { step: next } }) };
}

/** What the rules say of the steps up to this one; what is asked later is not missed yet. */
function useCheck(draft: Draft, unit: Begins) {
  const queries = useQueryClient();
  const textsOf = useFaultTexts();
  return async (step: Step): Promise<FaultTexts> => {
    const change = changeOf(draft, unit);
    if (step !== 'how' || change === undefined) return NO_FAULTS;
    const found = await queries
      .fetchQuery({ ...previewQuery(change, draft.from), staleTime: 0 })
      .then(({ faults }) => faults)
      .catch((error: unknown) => {
        const faults = faultsIn(error);
        if (faults.length === 0) throw error;
        return faults;
      });
    return textsOf(found.filter(({ path }) => stepOfPath(path.replace(/^body/, '')) !== 'where'));
  };
}

/** A change from its first letter to the last look at it. */
export function useWizard(unit: Begins) {
  const say = useWords();
  const today = useToday();
  const [begun] = useState(() => keptDraft(unit.id));
  const [draft, setDraft] = useState<Draft>(() => begun ?? newDraft(unit, { id: uuidV7(), today }));
  const [faults, setFaults] = useState(NO_FAULTS);
  const [tried, setTried] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { steps, step, goTo } = useStep(draft);
  const check = useCheck(draft, unit);
  useEffect(() => {
    if (draft.kind !== null || draft.basis !== '') keepDraft(unit.id, draft);
  }, [unit.id, draft]);
  const refuse = (told: FaultTexts): void => {
    setFaults(told);
    setTried((turn) => turn + 1);
  };
  const next = async (): Promise<void> => {
    const wanting = new Map([...wantingOf(draft, step, today)].map(([path, key]) => [path, say(key)]));
    if (wanting.size > 0) return refuse(wanting);
    setBusy(true);
    setError(null);
    try {
      const told = await check(step);
      if (told.size > 0) return refuse(told);
      setFaults(NO_FAULTS);
      goTo(steps[steps.indexOf(step) + 1] ?? step);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    change: (changed: Partial<Draft>) => setDraft((now) => ({ ...now, ...changed })),
    /** A draft of before is shown. */
    resumed: begun?.id === draft.id,
    steps,
    step,
    goTo,
    faults,
    refuse,
    /** Moves on with every refusal, so that the first faulty field can take the focus. */
    tried,
    busy,
    error,
    next: () => void next(),
    forget: () => {
      dropDraft(unit.id);
      setDraft(newDraft(unit, { id: uuidV7(), today }));
      setFaults(NO_FAULTS);
    },
    sent: () => dropDraft(unit.id),
  };
}

export type Wizard = ReturnType<typeof useWizard>;
