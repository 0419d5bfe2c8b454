// SPDX-License-Identifier: Apache-2.0
import { DropFile } from '@beichen/platform-web/sheets/drop-file.tsx';
import { FaultsSheet } from '@beichen/platform-web/sheets/faults-sheet.tsx';
import { MarkedFile } from '@beichen/platform-web/sheets/marked-file.tsx';
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { FACT_SHEETS, MOST_FACT_LINES } from '../../model/fact-book.ts';
import { useWords } from '../words.ts';
import { BookPreviewSheet } from './book-preview.tsx';
import styles from './facts.module.css';
import { BOOK_HREF, type CheckedBook, useBook } from './use-book.ts';

type Book = ReturnType<typeof useBook>;

const WANTED = { sheets: Object.values(FACT_SHEETS.figures), most: MOST_FACT_LINES };

/** Forms by workbook, for a desk without a line: taken out, filled in, checked, handed in. */
export default function BookScreen(): ReactNode {
  const say = useWords();
  const book = useBook();
  const { checking, carrying } = book;
  const isBegun = checking.data !== undefined || checking.error !== null;
  return (
    <>
      <PageTitle
        title={say('book.title')}
        lead={say('book.lead')}
        tools={isBegun && carrying.data === undefined && <Button onClick={book.forget}>{say('book.again')}</Button>}
      />
      <Stage book={book} />
    </>
  );
}

function Stage({ book }: { readonly book: Book }): ReactNode {
  const say = useWords();
  const { checking, carrying } = book;
  if (carrying.data !== undefined) return <Done done={carrying.data} onNext={book.forget} />;
  if (checking.isPending)
    return <Skeleton lines={6}>{say('book.checking', { name: checking.variables.name })}</Skeleton>;
  if (checking.error !== null) {
    const file = checking.variables;
    return <Failure error={checking.error} doing={say('book.checking.doing')} onAgain={() => checking.mutate(file)} />;
  }
  if (checking.data === undefined) return <Start onFile={checking.mutate} />;
  return <Looked checked={checking.data} book={book} />;
}

function Start({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <div className={styles['stack']}>
      <Sheet title={say('book.out')}>
        <div className={styles['stack']}>
          <p>{say('book.out.why')}</p>
          <p>
            <ButtonLink href={language === 'en' ? `${BOOK_HREF}?lang=en` : BOOK_HREF} look="primary">
              {say('book.out.get')}
            </ButtonLink>
          </p>
        </div>
      </Sheet>
      <Sheet title={say('book.in')}>
        <div className={styles['stack']}>
          <p>{say('book.in.why')}</p>
          <DropFile onFile={onFile} />
        </div>
      </Sheet>
    </div>
  );
}

function Looked({ checked, book }: { readonly checked: CheckedBook; readonly book: Book }): ReactNode {
  const say = useWords();
  const { file, preview } = checked;
  const { faults, faultCount, rows } = preview;
  return (
    <div className={styles['stack']}>
      <p>
        <b>{file.name}</b> {say('book.read', { rows })}
      </p>
      {faultCount > 0 ? (
        <FaultsSheet
          kind="faults"
          faults={faults}
          count={faultCount}
          aside={<MarkedFile file={file} faults={faults} wanted={WANTED} />}
        />
      ) : (
        <BookPreviewSheet
          preview={preview}
          busy={book.carrying.isPending}
          error={book.carrying.error}
          onSend={(over) => book.carrying.mutate({ file, over })}
        />
      )}
    </div>
  );
}

type Carried = NonNullable<Book['carrying']['data']>;

function Done({ done, onNext }: { readonly done: Carried; readonly onNext: () => void }): ReactNode {
  const say = useWords();
  return (
    <div className={styles['stack']}>
      <div role="status">
        <Note tone="ok">
          <b>{say('book.done', { count: done.handed })}</b>
          {done.left > 0 && <p>{say('book.done.left', { count: done.left })}</p>}
        </Note>
      </div>
      <p className={styles['buttons']}>
        <ButtonLink href="/facts" look="primary">
          {say('book.toForms')}
        </ButtonLink>
        <Button onClick={onNext}>{say('book.next')}</Button>
      </p>
    </div>
  );
}
