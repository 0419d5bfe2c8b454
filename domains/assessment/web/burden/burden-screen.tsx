// SPDX-License-Identifier: Apache-2.0
import { nameOfPeriod, periodOf, previousPeriod } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Segmented } from '@beichen/platform-web/ui/action/segmented.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Figure, FigureStrip } from '@beichen/platform-web/ui/figure/figure.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Burden } from '../../model/burden.ts';
import { measureHref } from '../data/addresses.ts';
import { burdenQuery } from '../data/fact-queries.ts';
import { methodsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './burden.module.css';
import { Steelyard } from './steelyard.tsx';

/** What a month asks of communities, by whom, against the city's limit. */
export default function BurdenScreen(): ReactNode {
  const say = useWords();
  const name = useNames();
  const { city } = useSession();
  const now = useCityNow();
  const current = periodOf(dateOf(now as Instant, city.zone), 'month');
  const last = previousPeriod(current);
  const [month, setMonth] = useState(current.id);
  const { data, error, refetch } = useQuery(burdenQuery(month));
  const options = [last, current].map((period) => ({ value: period.id, label: name(nameOfPeriod(period)) }));
  return (
    <>
      <PageTitle
        title={say('burden.title')}
        lead={say('burden.lead')}
        tools={<Segmented label={say('burden.month')} options={options} value={month} onChange={setMonth} />}
      />
      {data !== undefined ? (
        <Month burden={data} />
      ) : error === null ? (
        <Skeleton lines={8}>{say('burden.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('burden.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

/** What a unit is called of which the first method speaks. */
function useUnitName(): string {
  const say = useWords();
  const name = useNames();
  const methods = useQuery(methodsQuery);
  const unit = methods.data?.methods[0]?.outline.unit;
  return unit === undefined ? say('unit.any') : name(unit);
}

function Month({ burden }: { readonly burden: Burden }): ReactNode {
  const say = useWords();
  const unit = useUnitName();
  const { figures, units, before, limit, beyond, spared, requesters } = burden;
  const mean = (sum: number): string => numberText(units === 0 ? 0 : sum / units, 1);
  const own = requesters.filter(({ mine, beyond: count }) => mine && count > 0);
  return (
    <div className={styles['stack']}>
      <FigureStrip>
        <Figure
          value={mean(figures)}
          unit={say('burden.each', { unit })}
          why={say('burden.mean.why', { limit, before: mean(before) })}
        />
        <Figure
          value={numberText(beyond)}
          unit={say('burden.beyond', { unit })}
          why={say('burden.beyond.why')}
          {...(beyond > 0 ? { tone: 'bad' as const } : {})}
        />
        <Figure value={numberText(spared)} unit={say('burden.spared')} why={say('burden.spared.why')} tone="ok" />
      </FigureStrip>
      {own.map((row) => (
        <Note key={row.unit} tone="wait">
          {say('burden.own', { count: row.beyond, unit, limit })}
        </Note>
      ))}
      <Sheet title={say('burden.scale')} aside={say('burden.scale.what')} flush>
        <section
          className={styles['scroll']}
          aria-label={say('burden.scale')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <Steelyard burden={burden} unit={unit} />
        </section>
      </Sheet>
      <Requesters rows={requesters} />
    </div>
  );
}

function Requesters({ rows }: { readonly rows: Burden['requesters'] }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (rows.length === 0) return <Empty title={say('burden.none')}>{say('burden.none.why')}</Empty>;
  const columns: Column<Burden['requesters'][number]>[] = [
    { id: 'who', name: say('burden.who'), cell: (row) => `${row.name} ${name(row.post)}` },
    { id: 'requests', name: say('burden.requests'), number: true, cell: (row) => numberText(row.requests) },
    {
      id: 'asked',
      name: say('burden.asked'),
      cell: ({ measures }) => (
        <ul className={styles['asked']}>
          {measures.map(({ id, title }) => (
            <li key={id}>
              <a href={measureHref(id)}>{name(title)}</a>
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'figures', name: say('burden.figures'), number: true, cell: (row) => numberText(row.figures) },
    {
      id: 'beyond',
      name: say('burden.beyondOf'),
      number: true,
      cell: (row) => (row.beyond > 0 ? <Tag tone="bad">{numberText(row.beyond)}</Tag> : '0'),
    },
  ];
  return (
    <Sheet title={say('burden.requesters')} aside={say('burden.requesters.what')} flush>
      <FactsTable
        label={say('burden.requesters')}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.unit} ${row.post.zh}`}
      />
    </Sheet>
  );
}
