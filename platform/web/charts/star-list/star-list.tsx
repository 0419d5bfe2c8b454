// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { type Column, FactsTable, type Order } from '../../ui/facts/facts-table.tsx';
import type { StarKind } from '../../ui/star/star-shapes.ts';
import { StarString } from '../../ui/star/star-string.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { changeText, numberText } from '../../words/format.ts';
import { useNames } from '../../words/language.tsx';
import { starCount } from '../../words/star-count.ts';
import { useWords } from '../../words/words.ts';
import { type ChartNames, placeText, type StarCounty, type StarUnit } from '../star-unit.ts';
import { MarkFilter } from './mark-filter.tsx';
import styles from './star-list.module.css';
import { type Filter, filtered, ordered } from './star-rows.ts';

type Props = {
  readonly units: readonly StarUnit[];
  readonly counties: readonly StarCounty[];
  readonly stars: readonly StarKind[];
  readonly names: ChartNames;
  readonly hrefOf: (unit: StarUnit) => string;
  readonly county?: string | undefined;
  readonly onCounty: (county: string | undefined) => void;
  readonly height?: number;
};

/** Rows drawn at a time: more than a city has communities. A county may have more villages than a browser draws at once. */
const PAGE = 500;

/** The same units as the chart, as rows: every one, to be filtered and ordered. */
export function StarList({ units, counties, stars, names, hrefOf, county, onCounty, height }: Props): ReactNode {
  const say = useWords();
  const [order, setOrder] = useState<Order>({ column: 'county', down: false });
  const [rest, setRest] = useState<Omit<Filter, 'county'>>({});
  const filter = { ...rest, county };
  const rows = useMemo(
    () => ordered(filtered(units, { ...rest, county }), counties, order),
    [units, counties, order, rest, county],
  );
  const columns = useColumns({ units, counties, stars, names, hrefOf });
  const [most, setMost] = useState(PAGE);
  const clear = (): void => {
    setRest({});
    onCounty(undefined);
  };
  return (
    <>
      <Filters
        filter={filter}
        counties={counties}
        units={units}
        stars={stars}
        names={names}
        shown={rows.length}
        onFilter={({ county: chosen, ...others }) => {
          setRest(others);
          if (chosen !== county) onCounty(chosen);
        }}
      />
      {rows.length === 0 ? (
        <Empty
          title={say('list.none')}
          filtered
          actions={
            <Button size="small" onClick={clear}>
              {say('list.clear')}
            </Button>
          }
        >
          {say('list.none.why', { count: units.length })}
        </Empty>
      ) : (
        <FactsTable
          label={say('list.label', { count: rows.length })}
          columns={columns}
          rows={rows.slice(0, most)}
          keyOf={({ id }) => id}
          order={order}
          onOrder={setOrder}
          {...(height === undefined ? {} : { height })}
        />
      )}
      {rows.length > most && <More shown={most} total={rows.length} onMore={() => setMost(most + PAGE)} />}
    </>
  );
}

type MoreProps = { readonly shown: number; readonly total: number; readonly onMore: () => void };

function More({ shown, total, onMore }: MoreProps): ReactNode {
  const say = useWords();
  return (
    <div className={styles['more']}>
      <Button onClick={onMore}>{say('list.more', { count: Math.min(PAGE, total - shown) })}</Button>
      <span className="bc-aux">{say('list.sofar', { shown: numberText(shown), total: numberText(total) })}</span>
    </div>
  );
}

type ColumnProps = Pick<Props, 'units' | 'counties' | 'stars' | 'names' | 'hrefOf'>;

function useColumns({ units, counties, stars, names, hrefOf }: ColumnProps): Column<StarUnit>[] {
  const say = useWords();
  const name = useNames();
  const named = new Map(counties.map(({ id, name: text }) => [id, text]));
  const isCompared = units.some(({ before }) => before !== null);
  const all: Column<StarUnit>[] = [
    { id: 'name', name: names.unit, sortable: true, cell: (unit) => <a href={hrefOf(unit)}>{unit.name}</a> },
    {
      id: 'county',
      name: say('list.place'),
      sortable: true,
      cell: ({ county, street }) => placeText(named.get(county), street.name),
    },
    {
      id: 'stars',
      name: say('list.stars'),
      sortable: true,
      cell: ({ states }) => <StarString stars={stars} states={states} />,
    },
    {
      id: 'grade',
      name: say('list.grade'),
      cell: ({ grade }) => (grade === null ? say('grade.unsettled') : name(grade)),
    },
    {
      id: 'change',
      name: say('list.change'),
      number: true,
      sortable: true,
      cell: ({ stars: held, before }) => (before === null || before === held ? '—' : changeText(held - before)),
    },
    {
      id: 'rest',
      name: say('list.note'),
      cell: ({ objection, note }) =>
        objection ? <Tag tone="bad">{say('chart.objection')}</Tag> : note === undefined ? null : name(note),
    },
  ];
  return all.filter(({ id }) => id !== 'change' || isCompared);
}

type FiltersProps = {
  readonly filter: Filter;
  readonly counties: readonly StarCounty[];
  readonly units: readonly StarUnit[];
  readonly stars: readonly StarKind[];
  readonly names: ChartNames;
  readonly shown: number;
  readonly onFilter: (filter: Filter) => void;
};

function Filters({ filter, counties, units, stars, names, shown, onFilter }: FiltersProps): ReactNode {
  const say = useWords();
  const most = stars.length;
  const counts = Array.from({ length: most + 1 }, (_, at) => most - at);
  return (
    <search className={styles['filters']}>
      <input
        className={styles['field']}
        type="search"
        value={filter.text ?? ''}
        placeholder={say('list.search')}
        aria-label={say('list.search')}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      <select
        className={styles['field']}
        aria-label={names.sector}
        value={filter.county ?? ''}
        onChange={(event) => onFilter({ ...filter, county: event.target.value || undefined })}
      >
        <option value="">{say('list.allSectors', { sector: names.sector })}</option>
        {counties.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        className={styles['field']}
        aria-label={say('list.starCount')}
        value={filter.stars ?? ''}
        onChange={({ target }) =>
          onFilter({ ...filter, stars: target.value === '' ? undefined : Number(target.value) })
        }
      >
        <option value="">{say('list.allStars')}</option>
        {counts.map((count) => (
          <option key={count} value={count}>
            {starCount(say, count)}
          </option>
        ))}
      </select>
      <MarkFilter units={units} stars={stars} value={filter.mark} onChange={(mark) => onFilter({ ...filter, mark })} />
      <span className={`bc-aux ${styles['count']}`} role="status">
        {say('list.shown', { count: shown })}
      </span>
    </search>
  );
}
