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
import type { CatalogueEntry } from '../../model/catalogue.ts';
import { catalogueQuery } from '../data/fact-queries.ts';
import { useWords } from '../words.ts';
import styles from './catalogue.module.css';
import { found } from './search.ts';

/** Every measure: what it counts, from where, whose it is, on what basis, and which methods look at it. */
export default function CatalogueScreen(): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(catalogueQuery);
  return (
    <>
      <PageTitle title={say('catalogue.title')} lead={say('catalogue.lead')} />
      {data !== undefined ? (
        <Entries entries={data.measures} />
      ) : error === null ? (
        <Skeleton lines={8}>{say('catalogue.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('catalogue.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly CatalogueEntry[] }): ReactNode {
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
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { id, title, nature, source, owner, basis, methods, combine } = entry;
  const facts = [
    { name: say('catalogue.counts'), value: <Counts entry={entry} /> },
    { name: say('catalogue.owner'), value: owner },
    { name: say('catalogue.basis'), value: basis },
    { name: say('catalogue.kept'), value: say(`catalogue.kept.${source}`) },
    { name: say('catalogue.combine'), value: say(`catalogue.combine.${combine ?? 'declared'}`) },
    {
      name: say('catalogue.methods'),
      value:
        methods.length === 0
          ? say('catalogue.methods.none')
          : methods.map((one) => name(one.title)).join(say('list.comma')),
    },
    ...(combine === null ? [] : [{ name: say('catalogue.records'), value: say('catalogue.records.where') }]),
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
    </li>
  );
}

function Counts({ entry: { unit, numerator, denominator } }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (numerator === undefined || denominator === undefined) return name(unit);
  return say('form.counts', { num: name(numerator), den: name(denominator) });
}
