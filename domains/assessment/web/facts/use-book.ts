// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type BookPreview, bookCarried, bookChecked } from '../../model/fact-book.ts';
import { FACTS } from '../data/fact-queries.ts';

export const BOOK_HREF = '/api/assessment/facts/book';

export type CheckedBook = { readonly file: File; readonly preview: BookPreview };

async function check(file: File): Promise<CheckedBook> {
  const path = `${BOOK_HREF}/check?${new URLSearchParams({ name: file.name })}`;
  const { preview } = await request(path, { answer: bookChecked, method: 'POST', file, key: uuidV7() });
  if (preview === undefined) throw new Error('a check is answered once, and was asked once');
  return { file, preview };
}

type Carrying = { readonly file: File; readonly over: readonly string[] };

/** A filled-in workbook on its way in: checked, then handed in. The same file, sent again after a lost line, is one intention. */
export function useBook() {
  const queries = useQueryClient();
  const intention = useRef<{ readonly told: string; readonly id: string; readonly key: string } | null>(null);
  const checking = useMutation({ mutationFn: check, gcTime: 0 });
  const carrying = useMutation({
    mutationFn: async ({ file, over }: Carrying) => {
      const told = `${file.name} ${file.size} ${file.lastModified} ${over.join()}`;
      if (intention.current?.told !== told) intention.current = { told, id: uuidV7(), key: uuidV7() };
      const { id, key } = intention.current;
      const path = `${BOOK_HREF}?${new URLSearchParams({ name: file.name, id, over: over.join(',') })}`;
      return await request(path, { answer: bookCarried, method: 'POST', file, key });
    },
    onSuccess: async () => {
      for (const topic of [FACTS, 'assessment']) await queries.invalidateQueries({ queryKey: [topic] });
    },
  });
  return {
    checking,
    carrying,
    forget: (): void => {
      checking.reset();
      carrying.reset();
      intention.current = null;
    },
  };
}
