// SPDX-License-Identifier: Apache-2.0
import { MOST_FILE_BYTES } from '@beichen/platform/file-limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { upload } from '../data/upload.ts';
import { uuidV7 } from '../data/uuid-v7.ts';
import { addressOf, filesQuery, type Holder } from './files-query.ts';

export type UploadState =
  | { readonly is: 'waiting' | 'too-large' }
  | { readonly is: 'sending'; readonly share: number }
  | { readonly is: 'failed'; readonly error: unknown };

/** A file on its way. The key is the intention's: tried again after a lost line, it is added once. */
export type Upload = { readonly key: string; readonly file: File; readonly state: UploadState };

const answer = z.object({ id: z.string() });

type Uploads = {
  readonly all: readonly Upload[];
  /** The name of the last one that arrived. */
  readonly added: string | null;
  add(files: Iterable<File>): void;
  again(one: Upload): void;
  /** Calls it off, or lets go of what was not taken. */
  drop(key: string): void;
};

/** Sends files to a record, one after the other; what did not arrive stays in the list until somebody tries again or lets go of it. */
export function useUploads(holder: Holder): Uploads {
  const queries = useQueryClient();
  const [all, setAll] = useState<readonly Upload[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const line = useRef<Promise<void>>(Promise.resolve());
  const stops = useRef(new Map<string, AbortController>());
  useStayWhile(all.length > 0);
  useEffect(
    () => () => {
      for (const stop of stops.current.values()) stop.abort();
    },
    [],
  );

  const mark = (key: string, state: UploadState): void =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, state } : one)));
  const forget = (key: string): void => {
    stops.current.delete(key);
    setAll((before) => before.filter((one) => one.key !== key));
  };
  const sendFile = useSending(holder, (key, share) => mark(key, { is: 'sending', share }));
  const send = async ({ key, file }: Upload, { signal }: AbortController): Promise<void> => {
    if (signal.aborted) return;
    mark(key, { is: 'sending', share: 0 });
    try {
      await sendFile({ key, file, signal });
      await queries.invalidateQueries({ queryKey: filesQuery(holder).queryKey });
      forget(key);
      setAdded(file.name);
    } catch (error) {
      if (!signal.aborted) mark(key, { is: 'failed', error });
    }
  };
  const queue = (one: Upload): void => {
    const stop = new AbortController();
    stops.current.set(one.key, stop);
    line.current = line.current.then(() => send(one, stop));
  };
  return {
    all,
    added,
    add(files) {
      setAdded(null);
      const told = [...files].map((file): Upload => {
        return { key: uuidV7(), file, state: { is: file.size > MOST_FILE_BYTES ? 'too-large' : 'waiting' } };
      });
      setAll((before) => [...before, ...told]);
      for (const one of told) if (one.state.is === 'waiting') queue(one);
    },
    again(one) {
      mark(one.key, { is: 'waiting' });
      queue(one);
    },
    drop(key) {
      stops.current.get(key)?.abort();
      forget(key);
    },
  };
}

type Sending = Pick<Upload, 'key' | 'file'> & { readonly signal: AbortSignal };

/** A mutation, so that a session that has ended is noticed as it is everywhere. */
function useSending(holder: Holder, onSent: (key: string, share: number) => void) {
  const { mutateAsync } = useMutation({
    mutationFn: ({ key, file, signal }: Sending) =>
      upload(`${addressOf(holder)}?${new URLSearchParams({ name: file.name })}`, {
        body: file,
        answer,
        key,
        onSent: (share) => onSent(key, share),
        signal,
      }),
  });
  return mutateAsync;
}

/** Whoever leaves while something has not arrived is asked by the browser. */
function useStayWhile(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [on]);
}
