// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import type { SheetFault } from '../../model/sheets.ts';
import { useWords } from '../words.ts';
import styles from './import.module.css';

type Props = {
  readonly kind: 'faults' | 'warnings';
  readonly faults: readonly SheetFault[];
  /** All of them, those beyond the list too. */
  readonly count: number;
  readonly aside?: ReactNode;
};

type Numbered = SheetFault & { readonly n: number };

function useColumns(): Column<Numbered>[] {
  const say = useWords();
  const name = useNames();
  return [
    {
      id: 'place',
      name: say('import.place'),
      cell: ({ sheet, row }) => (row === null ? sheet : say('import.row', { sheet, row })),
    },
    { id: 'column', name: say('import.column'), cell: ({ column }) => column },
    {
      id: 'value',
      name: say('import.value'),
      cell: ({ value }) => <span className={styles['value']}>{value === '' ? say('import.value.none') : value}</span>,
    },
    { id: 'what', name: say('import.what'), cell: ({ what }) => name(what) },
    { id: 'mend', name: say('import.mend'), cell: ({ mend }) => name(mend) },
  ];
}

/** What is wrong with a file, or deserves a look, cell by cell; filtered by what stands in it. */
export function FaultsSheet({ kind, faults, count, aside }: Props): ReactNode {
  const say = useWords();
  const columns = useColumns();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const rows = faults
    .map((fault, n): Numbered => ({ ...fault, n }))
    .filter((fault) => wanted === '' || JSON.stringify(Object.values(fault)).toLowerCase().includes(wanted));
  return (
    <Sheet title={say(`import.${kind}`)} aside={aside} flush>
      <div className={styles['lead']}>
        <p>
          {say(`import.${kind}.lead`, { count: numberText(count) })}
          {count > faults.length && say('import.faults.rest', { shown: numberText(faults.length) })}
        </p>
        {faults.length > 8 && (
          <TextField
            label={say('import.faults.filter')}
            hint={say('import.faults.filterHint')}
            type="search"
            value={typed}
            onChange={setTyped}
            most={40}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty filtered title={say('import.faults.none', { typed })}>
          {say('import.faults.none.why')}
        </Empty>
      ) : (
        <FactsTable
          label={say(`import.${kind}`)}
          columns={columns}
          rows={rows}
          keyOf={({ n }) => String(n)}
          height={520}
        />
      )}
    </Sheet>
  );
}
