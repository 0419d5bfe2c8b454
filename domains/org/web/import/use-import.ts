// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { checkAnswer, type ImportPreview, importStarted, importState } from '../../model/sheets.ts';
import { TOPIC } from '../data/queries.ts';

export type Checked = { readonly file: File; readonly preview: ImportPreview };

const asking = (asked: Readonly<Record<string, string>>): string => new URLSearchParams(asked).toString();

async function check(file: File): Promise<Checked> {
  const path = `/api/org/imports/check?${asking({ name: file.name })}`;
  const { preview } = await request(path, { answer: checkAnswer, method: 'POST', file, key: uuidV7() });
  if (preview === undefined) throw new Error('a check is answered once, and was asked once');
  return { file, preview };
}

/** A file on its way in: checked, then carried out. The same file and basis, sent again after a lost line, are one intention. */
export function useImport() {
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const intention = useRef<{ readonly told: string; readonly id: string; readonly key: string } | null>(null);
  const checking = useMutation({ mutationFn: check, gcTime: 0 });
  const carrying = useMutation({
    mutationFn: async ({ file, basis }: { readonly file: File; readonly basis: string }) => {
      const told = `${file.name} ${file.size} ${file.lastModified} ${basis}`;
      if (intention.current?.told !== told) intention.current = { told, id: uuidV7(), key: uuidV7() };
      const { id: fresh, key } = intention.current;
      const path = `/api/org/imports?${asking({ name: file.name, id: fresh, basis })}`;
      return await request(path, { answer: importStarted, method: 'POST', file, key });
    },
    onSuccess: (started) => setId(started.id),
  });
  const state = useQuery({
    queryKey: [TOPIC, 'import', id],
    queryFn: ({ signal }) => request(`/api/org/imports/${id}`, { answer: importState, signal }),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => (data === undefined || data.state === 'planned' ? 1_000 : false),
  });
  const settled = state.data !== undefined && state.data.state !== 'planned';
  useEffect(() => {
    if (settled)
      void queries.invalidateQueries({ queryKey: [TOPIC], predicate: ({ queryKey }) => queryKey[1] !== 'import' });
  }, [settled, queries]);
  return {
    checking,
    carrying,
    state,
    id,
    forget: (): void => {
      checking.reset();
      carrying.reset();
      intention.current = null;
      setId(null);
    },
  };
}
