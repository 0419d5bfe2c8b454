// SPDX-License-Identifier: Apache-2.0

import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CatalogueEntry, CataloguePage } from '../../model/catalogue.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';
import { homeHref } from '../data/addresses.ts';
import { catalogueQuery } from '../data/fact-queries.ts';
import { useWords } from '../words.ts';
import styles from './catalogue.module.css';
import { MeasureRecords } from './measure-records.tsx';
import { found } from './search.ts';

/** Every measure: what it counts, from where, whose it is, on what basis, and which methods look at it. */
export default function CatalogueScreen(): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(catalogueQuery);
  return (
    <>
      <PageTitle title={say('catalogue.title')} lead={say('catalogue.lead')} />
      {data !== undefined ? (
        <Entries page={data} />
      ) : error === null ? (
        <Skeleton lines={8}>{say('catalogue.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('catalogue.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

function Entries({ page: { measures: entries, retention } }: { readonly page: CataloguePage }): ReactNode {
  const say = useWords();
  const [text, setText] = useState('');
  const shown = found(entries, text);
  return (
    <>
      <div className={styles['tools']}>
        <TextField label={say('catalogue.search')} type="search" value={text} most={100} onChange={setText} />
      </div>
      {shown.length === 0 ? (
        <Empty title={say('catalogue.none', { text })}>{say('catalogue.none.why')}</Empty>
      ) : (
        <Sheet title={say('catalogue.all')} aside={say('catalogue.count', { count: shown.length })} flush>
          <ul className={styles['list']}>
            {shown.map((entry) => (
              <Entry key={entry.id} entry={entry} retention={retention} />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

type EntryProps = { readonly entry: CatalogueEntry; readonly retention: CataloguePage['retention'] };

function Entry({ entry, retention }: EntryProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { id, title, nature, source, owner, basis, combine, methods } = entry;
  const isResult = findResultMeasure(id) !== undefined;
  const combined = isResult ? 'result' : (combine ?? 'declared');
  const facts = [
    { name: say('catalogue.counts'), value: <Counts entry={entry} /> },
    { name: say('catalogue.owner'), value: owner },
    { name: say('catalogue.basis'), value: basis },
    { name: say('catalogue.kept'), value: <Kept source={source} retention={retention} /> },
    { name: say('catalogue.combine'), value: say(`catalogue.combine.${combined}`) },
    { name: say('catalogue.methods'), value: <Methods entry={entry} /> },
    ...(methods.length === 0 || (combine === null && !isResult)
      ? []
      : [{ name: say('catalogue.records'), value: <Records entry={entry} /> }]),
  ];
  return (
    <li>
      <div className={styles['head']}>
        <h3>{name(title)}</h3>
        <Tag plain>{say(`catalogue.nature.${nature}`)}</Tag>
        <Tag tone={source === 'record' ? 'ok' : 'info'}>{say(`catalogue.source.${source}`)}</Tag>
        <span className="bc-aux">{id}</span>
      </div>
      <FactsList facts={facts} />
      {combine !== null && <MeasureRecords entry={entry} />}
    </li>
  );
}

function Counts({ entry: { unit, numerator, denominator } }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (numerator === undefined || denominator === undefined) return name(unit);
  return say('form.counts', { num: name(numerator), den: name(denominator) });
}

/** How long what stands behind it is kept: as the city says, with the rule that says so; else that it stays with the results. */
function Kept({ source, retention }: Pick<CatalogueEntry, 'source'> & Pick<EntryProps, 'retention'>): ReactNode {
  const say = useWords();
  const name = useNames();
  if (retention === null) return say(`catalogue.kept.${source}`);
  return (
    <>
      {name(retention[source])}
      <br />
      <span className="bc-aux">{retention.basis}</span>
    </>
  );
}

/** Each method that looks at it, with the way to its chart. */
function Methods({ entry: { methods } }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (methods.length === 0) return say('catalogue.methods.none');
  return (
    <ul className={styles['methods']}>
      {methods.map(({ method, title }) => (
        <li key={method}>
          <a href={homeHref({ method })}>{name(title)}</a>
        </li>
      ))}
    </ul>
  );
}

/** The way to what is counted: from the chart of a method to a unit, and there to the item. */
function Records({ entry: { methods } }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  const [first] = methods;
  if (first === undefined) return null;
  return (
    <>
      <a href={homeHref({ method: first.method })}>{say('catalogue.records.chart')}</a>
      {say('catalogue.records.then')}
    </>
  );
}
