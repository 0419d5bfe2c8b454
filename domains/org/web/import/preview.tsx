// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ImportPreview } from '../../model/sheets.ts';
import { useWords } from '../words.ts';
import styles from './import.module.css';

type Does = ImportPreview['does'][number];

function Part({ part: { what, count, some } }: { readonly part: Does }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <details className={styles['part']} open={count <= 12}>
      <summary>
        <span>{say(`import.does.${what}`)}</span>
        <b>{numberText(count)}</b>
      </summary>
      <ul className={styles['list']}>
        {some.map((sentence, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat, and their order never changes
          <li key={n}>{name(sentence)}</li>
        ))}
        {count > some.length && <li>{say('import.more', { count: numberText(count - some.length) })}</li>}
      </ul>
    </details>
  );
}

type Props = {
  readonly preview: ImportPreview;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (basis: string) => void;
};

/** What the file does, and the one button that makes it so. */
export function Preview({ preview, busy, error, onSend }: Props): ReactNode {
  const say = useWords();
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  if (preview.does.length === 0)
    return (
      <Sheet title={say('import.preview')}>
        <Empty title={say('import.nothing')}>{say('import.nothing.why')}</Empty>
      </Sheet>
    );
  const isGiven = basis.trim().length >= 2;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isGiven && !busy) onSend(basis.trim());
  };
  return (
    <Sheet title={say('import.preview')}>
      <div className={styles['stack']}>
        <div>
          {preview.does.map((part) => (
            <Part key={part.what} part={part} />
          ))}
        </div>
        <form className={styles['form']} noValidate onSubmit={submit}>
          <TextField
            label={say('import.basis')}
            hint={say('import.basis.hint')}
            fault={tried && !isGiven ? say('import.basis.wanting') : undefined}
            value={basis}
            onChange={setBasis}
            most={200}
          />
          <Note>
            <p>{say('import.consequence')}</p>
            <p>{say('import.undo')}</p>
          </Note>
          {error !== null && <Failure error={error} doing={say('import.doing')} />}
          <Button look="primary" type="submit" busy={busy}>
            {say('import.send')}
          </Button>
        </form>
      </div>
    </Sheet>
  );
}
