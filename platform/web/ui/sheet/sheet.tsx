// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { useDocumentTitle } from './document-title.ts';
import styles from './sheet.module.css';

type SheetProps = {
  readonly title: ReactNode;
  /** What stands at the right of the title. */
  readonly aside?: ReactNode;
  /** Without the inner margin, for tables and lists. */
  readonly flush?: boolean;
  readonly children: ReactNode;
};

/** A sheet of paper with a hairline; sheets do not lie in sheets. */
export function Sheet({ title, aside, flush = false, children }: SheetProps): ReactNode {
  const heading = useId();
  return (
    <section className={styles['sheet']} aria-labelledby={heading}>
      <header className={styles['header']}>
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
      </header>
      {flush ? children : <div className={styles['body']}>{children}</div>}
    </section>
  );
}

type PageTitleProps = {
  readonly title: ReactNode;
  readonly crumbs?: ReactNode;
  readonly lead?: ReactNode;
  /** State, as-of time, views, print: always at this spot. */
  readonly tools?: ReactNode;
};

/** The top of a page: where one is, what it is, as of when. A title of text names the browser's tab as well. */
export function PageTitle({ title, crumbs, lead, tools }: PageTitleProps): ReactNode {
  useDocumentTitle(typeof title === 'string' ? title : undefined);
  return (
    <div className={styles['title']}>
      <div>
        {crumbs}
        <div className={styles['titleLine']}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        </div>
      </div>
      {tools !== undefined && <div className={styles['tools']}>{tools}</div>}
    </div>
  );
}

type ColumnsProps = { readonly split?: '8+4' | '7+5'; readonly main: ReactNode; readonly side: ReactNode };

/** Work and side; on a narrow screen the side goes under. */
export function Columns({ split = '8+4', main, side }: ColumnsProps): ReactNode {
  return (
    <div className={clsx(styles['columns'], split === '7+5' && styles['even'])}>
      <div className={styles['stack']}>{main}</div>
      <div className={styles['stack']}>{side}</div>
    </div>
  );
}

/** The body of every page, as wide as the head. */
export function Page({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['page']}>{children}</div>;
}
