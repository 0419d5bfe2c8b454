// SPDX-License-Identifier: Apache-2.0

import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { useLanguage } from '../words/language.tsx';
import { useSheetWords } from './words.ts';

type Props = {
  readonly file: File;
  readonly faults: readonly SheetFault[];
  /** The sheets that are read of it, and how many rows. */
  readonly wanted: { readonly sheets: readonly string[]; readonly most: number };
};

/** Made in the browser: the file does not leave the desk for it. Reader and writer of sheets are loaded when they are asked for. */
async function save({ file, faults, wanted }: Props, language: 'zh' | 'en'): Promise<void> {
  const [{ readTables }, { writeMarkedBook }] = await Promise.all([
    import('@beichen/method/sheets'),
    import('./marked-book.ts'),
  ]);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = await readTables({ name: file.name, bytes }, wanted);
  const book = writeMarkedBook(read.ok ? read.value : [], faults, language);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([book as Uint8Array<ArrayBuffer>]));
  link.download = `${file.name.replace(/\.[^.]*$/, '')}-check.xlsx`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Gives back the file with what is wrong marked in its cells. */
export function MarkedFile(props: Props): ReactNode {
  const say = useSheetWords();
  const { language } = useLanguage();
  const saving = useMutation({
    mutationFn: (given: Props) => save(given, language === 'en' ? 'en' : 'zh'),
    gcTime: 0,
  });
  return (
    <>
      <Button size="small" busy={saving.isPending} onClick={() => saving.mutate(props)}>
        {say('sheets.faults.get')}
      </Button>
      {saving.error !== null && <Failure error={saving.error} doing={say('sheets.faults.getting')} />}
    </>
  );
}
