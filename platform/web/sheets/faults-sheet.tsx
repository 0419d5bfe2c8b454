// SPDX-License-Identifier: Apache-2.0

import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { type ReactNode, useState } from 'react';
import { type Column, FactsTable } from '../ui/facts/facts-table.tsx';
import { TextField } from '../ui/form/form-fields.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { numberText } from '../words/format.ts';
import { useNames } from '../words/language.tsx';
import styles from './sheets.module.css';
import { useSheetWords } from './words.ts';

type Props = {
  readonly kind: 'faults' | 'warnings';
  readonly faults: readonly SheetFault[];
  /** All of them, those beyond the list too. */
  readonly count: number;
  readonly aside?: ReactNode;
};

type Numbered = SheetFault & { readonly n: number };

function useColumns(): Column<Numbered>[] {
  const say = useSheetWords();
  const name = useNames();
  return [
    {
      id: 'place',
      name: say('sheets.place'),
      cell: ({ sheet, row }) => (
        <span className={styles['place']}>{row === null ? sheet : say('sheets.row', { sheet, row })}</span>
      ),
    },
    {
      id: 'column',
      name: say('sheets.column'),
      cell: ({ column }) => (column === null ? null : <span className={styles['place']}>{column}</span>),
    },
    {
      id: 'value',
      name: say('sheets.value'),
      cell: ({ value }) => <span className={styles['value']}>{value === '' ? say('sheets.value.none') : value}</span>,
    },
    { id: 'what', name: say('sheets.what'), cell: ({ what }) => name(what) },
    { id: 'mend', name: say('sheets.mend'), cell: ({ mend }) => name(mend) },
  ];
}

/** What is wrong with a file, or deserves a look, cell by cell; filtered by what stands in it. */
export function FaultsSheet({ kind, faults, count, aside }: Props): ReactNode {
  const say = useSheetWords();
  const columns = useColumns();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const rows = faults
    .map((fault, n): Numbered => ({ ...fault, n }))
    .filter((fault) => wanted === '' || JSON.stringify(Object.values(fault)).toLowerCase().includes(wanted));
  return (
    <Sheet title={say(`sheets.${kind}`)} aside={aside} flush>
      <div className={styles['lead']}>
        <p>
          {say(`sheets.${kind}.lead`, { count: numberText(count) })}
          {count > faults.length && say('sheets.faults.rest', { shown: numberText(faults.length) })}
        </p>
        {faults.length > 8 && (
          <TextField
            label={say('sheets.faults.filter')}
            hint={say('sheets.faults.filterHint')}
            type="search"
            value={typed}
            onChange={setTyped}
            most={40}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty filtered title={say('sheets.faults.none', { typed })}>
          {say('sheets.faults.none.why')}
        </Empty>
      ) : (
        <FactsTable
          label={say(`sheets.${kind}`)}
          columns={columns}
          rows={rows}
          keyOf={({ n }) => String(n)}
          height={520}
        />
      )}
    </Sheet>
  );
}
