// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftFault, StudioFacts } from '../../model/drafts.ts';
import type { Fragile, FromTrial, Outcome, ToTrial, Tried } from './tried.ts';

function startWorker(take: (message: FromTrial) => void, broke: () => void): Worker {
  const worker = new Worker(new URL('./trial-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromTrial>) => take(data);
  worker.onerror = broke;
  return worker;
}

const send = (worker: Worker, message: ToTrial): void => worker.postMessage(message);

export type TrialState = {
  readonly tried: Tried | undefined;
  /** The last text without faults, which stays to be seen while there are some. */
  readonly outcome: Outcome | undefined;
  readonly warnings: readonly DraftFault[] | undefined;
  readonly broken: boolean;
  /** Tries a text; of those that come while one is tried only the last is. */
  readonly tryText: (text: string) => void;
  readonly check: (text: string) => void;
};

/** Tries texts in a worker of its own, so that the keyboard never waits. */
export function useTrial(facts: StudioFacts | undefined, base: string): TrialState {
  const worker = useRef<Worker | null>(null);
  const turn = useRef<{ busy: boolean; seq: number; next?: string | undefined; last?: string }>({
    busy: false,
    seq: 0,
  });
  const [tried, setTried] = useState<Tried>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [warnings, setWarnings] = useState<readonly DraftFault[]>();
  const [broken, setBroken] = useState(false);

  const tryText = useCallback((text: string): void => {
    const own = turn.current;
    own.next = text;
    own.last = text;
    if (own.busy || worker.current === null) return;
    own.busy = true;
    own.seq += 1;
    own.next = undefined;
    send(worker.current, { kind: 'text', seq: own.seq, text });
  }, []);

  useEffect(() => {
    if (facts === undefined) return undefined;
    const started = startWorker(
      (message) => {
        if (message.kind === 'checked') setWarnings(message.warnings);
        if (message.kind !== 'tried') return;
        setTried(message.tried);
        setWarnings(undefined);
        if (message.tried.outcome !== undefined) setOutcome(message.tried.outcome);
        turn.current.busy = false;
        if (turn.current.next !== undefined) tryText(turn.current.next);
      },
      () => setBroken(true),
    );
    worker.current = started;
    send(started, { kind: 'facts', facts, base });
    turn.current.busy = false;
    if (turn.current.last !== undefined) tryText(turn.current.last);
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, [facts, base, tryText]);

  const check = useCallback((text: string): void => {
    if (worker.current !== null) send(worker.current, { kind: 'check', text });
  }, []);
  return { tried, outcome, warnings, broken, tryText, check };
}

export type FragileState = {
  readonly list: readonly Fragile[] | undefined;
  /** Part that is done, from 0 to 1; `undefined` while nothing runs. */
  readonly part: number | undefined;
  readonly start: (text: string) => void;
};

/** Looks for fragile numbers, some seconds of work, in a worker that is let go afterwards. */
export function useFragile(facts: StudioFacts | undefined, base: string): FragileState {
  const running = useRef<Worker | null>(null);
  const [list, setList] = useState<readonly Fragile[]>();
  const [part, setPart] = useState<number>();
  useEffect(() => () => running.current?.terminate(), []);
  const start = (text: string): void => {
    if (facts === undefined) return;
    running.current?.terminate();
    setPart(0);
    const end = (): void => {
      running.current?.terminate();
      setPart(undefined);
    };
    running.current = startWorker((message) => {
      if (message.kind !== 'fragile') return;
      if (message.done < message.all) setPart(message.done / message.all);
      else {
        setList(message.list);
        end();
      }
    }, end);
    send(running.current, { kind: 'facts', facts, base });
    send(running.current, { kind: 'fragile', text });
  };
  return { list, part, start };
}
