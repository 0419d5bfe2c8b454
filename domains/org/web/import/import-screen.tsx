// SPDX-License-Identifier: Apache-2.0

import { DropFile } from '@beichen/platform-web/sheets/drop-file.tsx';
import { FaultsSheet } from '@beichen/platform-web/sheets/faults-sheet.tsx';
import { MarkedFile } from '@beichen/platform-web/sheets/marked-file.tsx';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import { MOST_LINES, SHEETS } from '../../model/sheets.ts';
import { useWords } from '../words.ts';
import styles from './import.module.css';
import { Preview } from './preview.tsx';
import { Result } from './result.tsx';
import { type Checked, useImport } from './use-import.ts';

type Importing = ReturnType<typeof useImport>;

/** Units, posts and people by file: chosen, checked, looked at, carried out. */
export default function ImportScreen(): ReactNode {
  const say = useWords();
  const importing = useImport();
  const { checking, id, forget } = importing;
  const isBegun = checking.data !== undefined || checking.error !== null;
  return (
    <>
      <PageTitle
        title={say('import.title')}
        lead={say('import.lead')}
        tools={isBegun && id === null && <Button onClick={forget}>{say('import.again')}</Button>}
      />
      <Stage importing={importing} />
    </>
  );
}

function Stage({ importing }: { readonly importing: Importing }): ReactNode {
  const say = useWords();
  const { checking, state, id, forget } = importing;
  if (id !== null) {
    if (state.data !== undefined && state.data.state !== 'planned')
      return <Result state={state.data} onNext={forget} />;
    if (state.error !== null)
      return <Failure error={state.error} doing={say('import.state.doing')} onAgain={() => void state.refetch()} />;
    return <Skeleton lines={4}>{say('import.working')}</Skeleton>;
  }
  if (checking.isPending)
    return <Skeleton lines={6}>{say('import.checking', { name: checking.variables.name })}</Skeleton>;
  if (checking.error !== null) {
    const file = checking.variables;
    return (
      <Failure error={checking.error} doing={say('import.checking.doing')} onAgain={() => checking.mutate(file)} />
    );
  }
  if (checking.data === undefined) return <Start onFile={checking.mutate} />;
  return <Looked checked={checking.data} importing={importing} />;
}

const WANTED = { sheets: [SHEETS.units, SHEETS.posts, SHEETS.ties], most: MOST_LINES };

/** Where to drop a file, and how to come by one. */
function Start({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const say = useWords();
  return (
    <div className={styles['stack']}>
      <DropFile onFile={onFile} />
      <Sheet title={say('import.start')}>
        <ul className={styles['list']}>
          <li>{say('import.start.export')}</li>
          <li>{say('import.start.sheets')}</li>
          <li>{say('import.start.none')}</li>
          <li>{say('import.start.names')}</li>
        </ul>
      </Sheet>
    </div>
  );
}

function Looked({ checked, importing }: { readonly checked: Checked; readonly importing: Importing }): ReactNode {
  const say = useWords();
  const { file, preview } = checked;
  const { carrying } = importing;
  const { faults, faultCount, warnings, warningCount, rows } = preview;
  // Of a file that is no table there are no rows to tell, and none to mark.
  const isRead = rows.units + rows.posts + rows.ties > 0;
  return (
    <div className={styles['stack']}>
      <p>
        <b className={styles['value']}>{file.name}</b>{' '}
        {isRead &&
          say('import.read', {
            units: numberText(rows.units),
            posts: numberText(rows.posts),
            ties: numberText(rows.ties),
          })}
      </p>
      {faultCount > 0 ? (
        <FaultsSheet
          kind="faults"
          faults={faults}
          count={faultCount}
          aside={isRead ? <MarkedFile file={file} faults={faults} wanted={WANTED} /> : undefined}
        />
      ) : (
        <Preview
          preview={preview}
          busy={carrying.isPending}
          error={carrying.error}
          onSend={(basis) => carrying.mutate({ file, basis })}
        />
      )}
      {warningCount > 0 && <FaultsSheet kind="warnings" faults={warnings} count={warningCount} />}
    </div>
  );
}
