// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { CSSProperties, ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import { Icon } from '../icon/icon.tsx';
import styles from './facts.module.css';

export type Order = { readonly column: string; readonly down: boolean };

export type Column<Row> = {
  readonly id: string;
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
  readonly sortable?: boolean;
  /** The name takes several lines, a new one at each line break: so many columns stand side by side. */
  readonly wraps?: boolean;
};

type Props<Row> = {
  /** What the table holds, said to a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly chosen?: string | undefined;
  readonly order?: Order;
  readonly onOrder?: (order: Order) => void;
  /** Pixels; longer tables scroll inside, with the head in place. */
  readonly height?: number;
  /** On a phone too it stays a table: its rows are a name and a few short numbers. */
  readonly short?: boolean;
};

/** Rows of facts; on a phone each row is a card with the same facts in the same order. */
export function FactsTable<Row>({ label, columns, rows, keyOf, ...props }: Props<Row>): ReactNode {
  const { chosen, order, onOrder, height, short = false } = props;
  return (
    <section
      className={styles['scroll']}
      style={{ '--facts-height': height === undefined ? 'none' : `${height}px` } as CSSProperties}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={clsx(styles['table'], styles[short ? 'short' : 'cards'])}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={clsx(keyOf(row) === chosen && styles['chosen'])}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }): ReactNode {
  const shown = column.cell(row);
  const empty = shown === null || shown === '' || shown === undefined;
  return (
    <td className={clsx(column.number && styles['number'], empty && styles['empty'])} data-name={column.name}>
      {shown}
    </td>
  );
}

type HeadProps<Row> = {
  readonly column: Column<Row>;
  readonly order: Order | undefined;
  readonly onOrder: ((order: Order) => void) | undefined;
};

function HeadCell<Row>({ column, order, onOrder }: HeadProps<Row>): ReactNode {
  const say = useWords();
  const sorted = order?.column === column.id;
  const className = clsx(column.number && styles['number'], column.wraps && styles['wraps']);
  if (column.sortable !== true || onOrder === undefined)
    return (
      <th scope="col" className={className}>
        {column.name === '' ? <span className="bc-hidden">{say('table.rest')}</span> : column.name}
      </th>
    );
  return (
    <th scope="col" className={className} aria-sort={sorted ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={clsx(styles['sort'], sorted && styles['sorted'])}
        onClick={() => onOrder({ column: column.id, down: sorted ? !order.down : false })}
      >
        {column.name}
        <Icon name={sorted ? (order.down ? 'descending' : 'ascending') : 'sort'} size={12} />
      </button>
    </th>
  );
}

type FactsProps = { readonly facts: readonly { readonly name: string; readonly value: ReactNode }[] };

/** A short list of facts about one thing. */
export function FactsList({ facts }: FactsProps): ReactNode {
  return (
    <dl className={styles['list']}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
