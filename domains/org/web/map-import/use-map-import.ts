// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type MapPreview, mapCarried, mapChecked } from '../../model/boundaries.ts';
import { TOPIC } from '../data/queries.ts';

export type MapFile = { readonly file: File; readonly datum: string; readonly from: string };
export type CheckedMap = MapFile & { readonly preview: MapPreview };

/** A file of boundaries on its way in: checked, then set. The same, sent again after a lost line, is one intention. */
export function useMapImport(unit: number) {
  const queries = useQueryClient();
  const intention = useRef<{ readonly told: string; readonly id: string; readonly key: string } | null>(null);
  const asked = ({ file, datum, from }: MapFile, more: Readonly<Record<string, string>> = {}): string =>
    new URLSearchParams({ name: file.name, datum, under: String(unit), from, ...more }).toString();
  const checking = useMutation({
    mutationFn: async (given: MapFile): Promise<CheckedMap> => {
      const path = `/api/org/boundaries/check?${asked(given)}`;
      const { preview } = await request(path, { answer: mapChecked, method: 'POST', file: given.file, key: uuidV7() });
      if (preview === undefined) throw new Error('a check is answered once, and was asked once');
      return { ...given, preview };
    },
    gcTime: 0,
  });
  const carrying = useMutation({
    mutationFn: async ({ basis, ...given }: MapFile & { readonly basis: string }) => {
      const { file, datum, from } = given;
      const told = [file.name, file.size, file.lastModified, datum, from, basis].join(' ');
      if (intention.current?.told !== told) intention.current = { told, id: uuidV7(), key: uuidV7() };
      const { id, key } = intention.current;
      const path = `/api/org/boundaries/import?${asked(given, { id, basis })}`;
      return await request(path, { answer: mapCarried, method: 'POST', file, key });
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: [TOPIC] }),
  });
  const forget = (): void => {
    checking.reset();
    carrying.reset();
    intention.current = null;
  };
  return { checking, carrying, forget };
}
