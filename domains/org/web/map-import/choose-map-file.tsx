// SPDX-License-Identifier: Apache-2.0
import { DATUMS, type Datum } from '@beichen/engines/ground/datums.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Columns, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { MOST_MAP_FILE } from '../../model/boundaries.ts';
import { useToday } from '../data/today.ts';
import styles from '../import/import.module.css';
import { useWords } from '../words.ts';
import type { MapFile } from './use-map-import.ts';

/** Which file, in which coordinate system, from which day on. */
export function ChooseMapFile({ onCheck }: { readonly onCheck: (given: MapFile) => void }): ReactNode {
  const say = useWords();
  const today = useToday();
  const [file, setFile] = useState<File>();
  const [datum, setDatum] = useState<Datum>('wgs84');
  const [from, setFrom] = useState<string>(today);
  const [tried, setTried] = useState(false);
  const tooLarge = (file?.size ?? 0) > MOST_MAP_FILE;
  const fault = tooLarge ? say('mapFile.tooLarge') : file === undefined ? say('mapFile.file.wanting') : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (file !== undefined && fault === undefined && from !== '') onCheck({ file, datum, from });
  };
  return (
    <Columns
      main={
        <Sheet title={say('mapFile.choose')}>
          <form className={styles['form']} noValidate onSubmit={submit}>
            <FileField fault={tried || tooLarge ? fault : undefined} onFile={setFile} />
            <Choices<Datum>
              label={say('mapFile.datum')}
              hint={say('mapFile.datum.hint')}
              value={datum}
              onChange={setDatum}
              options={DATUMS.map((value) => ({ value, label: say(`mapFile.datum.${value}`) }))}
            />
            <TextField label={say('draw.from')} type="date" value={from} onChange={setFrom} />
            <Button look="primary" type="submit">
              {say('mapFile.check')}
            </Button>
          </form>
        </Sheet>
      }
      side={
        <Sheet title={say('mapFile.how')}>
          <ul className={styles['list']}>
            <li>{say('mapFile.how.code')}</li>
            <li>{say('mapFile.how.repair')}</li>
            <li>{say('mapFile.how.all')}</li>
          </ul>
        </Sheet>
      }
    />
  );
}

type FileFieldProps = { readonly fault: string | undefined; readonly onFile: (file: File | undefined) => void };

function FileField({ fault, onFile }: FileFieldProps): ReactNode {
  const say = useWords();
  const id = useId();
  return (
    <div className={styles['file']}>
      <label htmlFor={id}>{say('mapFile.file')}</label>
      <input
        id={id}
        type="file"
        accept=".geojson,.json"
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={`${id}-hint ${id}-fault`}
        onChange={(event) => onFile(event.target.files?.[0])}
      />
      <p id={`${id}-hint`} className="bc-aux">
        {say('mapFile.file.hint')}
      </p>
      <p id={`${id}-fault`} role="alert" className={styles['wanting']}>
        {fault}
      </p>
    </div>
  );
}
