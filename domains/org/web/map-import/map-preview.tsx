// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { MapFault, MapPreview } from '../../model/boundaries.ts';
import styles from '../import/import.module.css';
import { areaText } from '../map/area-text.ts';
import { useWords } from '../words.ts';

type Props = {
  readonly preview: MapPreview;
  readonly name: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (basis: string) => void;
};

/** What a file would set, what must be corrected first, what deserves a look. */
export function MapPreviewSheets({ preview, name, ...props }: Props): ReactNode {
  const say = useWords();
  const { faults, faultCount, warnings, warningCount, features, sets } = preview;
  return (
    <div className={styles['stack']}>
      <p>
        <b className={styles['value']}>{name}</b> {say('mapFile.read', { count: features })}
      </p>
      {faultCount > 0 && <Faults kind="faults" faults={faults} count={faultCount} />}
      {warningCount > 0 && <Faults kind="warnings" faults={warnings} count={warningCount} />}
      {faultCount === 0 && sets.length > 0 && <Sets sets={sets} {...props} />}
    </div>
  );
}

type FaultsProps = {
  readonly kind: 'faults' | 'warnings';
  readonly faults: readonly MapFault[];
  readonly count: number;
};

function Faults({ kind, faults, count }: FaultsProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const columns: Column<MapFault & { readonly n: number }>[] = [
    {
      id: 'feature',
      name: say('mapFile.feature'),
      cell: ({ feature }) =>
        feature === null ? say('mapFile.feature.whole') : say('mapFile.feature.at', { at: feature }),
    },
    { id: 'unit', name: say('mapFile.unit'), cell: ({ unit }) => unit },
    { id: 'what', name: say('mapFile.what'), cell: ({ what }) => name(what) },
    { id: 'mend', name: say('mapFile.mend'), cell: ({ mend }) => name(mend) },
  ];
  return (
    <Sheet title={say(`mapFile.${kind}`)} aside={say(`mapFile.${kind}.lead`, { count: numberText(count) })} flush>
      <FactsTable
        label={say(`mapFile.${kind}`)}
        columns={columns}
        rows={faults.map((fault, n) => ({ ...fault, n }))}
        keyOf={({ n }) => String(n)}
        height={420}
      />
    </Sheet>
  );
}

type SetsProps = Omit<Props, 'preview' | 'name'> & { readonly sets: MapPreview['sets'] };

function Sets({ sets, busy, error, onSend }: SetsProps): ReactNode {
  const say = useWords();
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const isGiven = basis.trim().length >= 2;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isGiven && !busy) onSend(basis.trim());
  };
  const columns: Column<MapPreview['sets'][number]>[] = [
    { id: 'unit', name: say('mapFile.unit'), cell: ({ unit }) => unit.name },
    { id: 'area', name: say('mapFile.area'), number: true, cell: ({ area }) => areaText(area) },
    {
      id: 'before',
      name: say('mapFile.before'),
      number: true,
      cell: ({ before }) => (before === null ? say('mapFile.before.none') : areaText(before)),
    },
  ];
  return (
    <Sheet title={say('mapFile.sets')} aside={say('mapFile.sets.count', { count: sets.length })} flush>
      <FactsTable
        label={say('mapFile.sets')}
        columns={columns}
        rows={sets}
        keyOf={({ unit }) => String(unit.id)}
        height={420}
        short
      />
      <div className={styles['lead']}>
        <form className={styles['form']} noValidate onSubmit={submit}>
          <TextField
            label={say('draw.basis')}
            hint={say('import.basis.hint')}
            fault={tried && !isGiven ? say('draw.basis.wanting') : undefined}
            value={basis}
            onChange={setBasis}
            most={200}
          />
          {error !== null && <Failure error={error} doing={say('mapFile.send.doing')} />}
          <Button look="primary" type="submit" busy={busy}>
            {say('mapFile.send')}
          </Button>
        </form>
      </div>
    </Sheet>
  );
}
