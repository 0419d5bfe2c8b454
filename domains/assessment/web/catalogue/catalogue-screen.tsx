// SPDX-License-Identifier: Apache-2.0

import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CatalogueEntry, CataloguePage } from '../../model/catalogue.ts';
import { measureHref } from '../data/addresses.ts';
import { catalogueQuery } from '../data/fact-queries.ts';
import { Methods, NatureTags, useDefinition } from '../measure/definition-sheet.tsx';
import { combiningOf, uncatalogued } from '../measure/measure-about.ts';
import { readMeasuresQuery } from '../measure/measure-queries.ts';
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
        <Entries page={data} />
      ) : error === null ? (
        <Skeleton lines={8}>{say('catalogue.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('catalogue.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

function Entries({ page }: { readonly page: CataloguePage }): ReactNode {
  const say = useWords();
  const [text, setText] = useState('');
  const shown = found(page.measures, text);
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
              <Entry key={entry.id} entry={entry} retention={page.retention} />
            ))}
          </ul>
        </Sheet>
      )}
      {text === '' && <Uncatalogued page={page} />}
    </>
  );
}

type EntryProps = { readonly entry: CatalogueEntry; readonly retention: CataloguePage['retention'] };

/** One measure, with the way to its figure and to everything behind that. */
function Entry({ entry, retention }: EntryProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { id, title, methods } = entry;
  const definition = useDefinition({ about: { ...entry, combining: combiningOf(entry), entry }, retention });
  const using = methods.length === 0 ? say('catalogue.methods.none') : <Methods methods={methods} />;
  return (
    <li>
      <div className={styles['head']}>
        <h3>
          <a href={measureHref(id)}>{name(title)}</a>
        </h3>
        <NatureTags entry={entry} />
        <span className="bc-aux">{id}</span>
      </div>
      <FactsList facts={[...definition, { name: say('catalogue.methods'), value: using }]} />
    </li>
  );
}

/** What records give beside the catalogue: to be looked at, in no method and in no request. */
function Uncatalogued({ page }: { readonly page: CataloguePage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const read = useQuery(readMeasuresQuery);
  const rows = uncatalogued(page, read.data?.measures ?? []);
  if (rows.length === 0) return null;
  return (
    <div className={styles['others']}>
      <Sheet title={say('measure.uncatalogued')} aside={say('catalogue.count', { count: rows.length })} flush>
        <p className={styles['quiet']}>{say('measure.uncatalogued.why')}</p>
        <ul className={styles['list']}>
          {rows.map(({ measure, title, combine }) => (
            <li key={measure} className={styles['head']}>
              <a href={measureHref(measure)}>{name(title)}</a>
              <span className="bc-aux">{say(`catalogue.combine.${combine}`)}</span>
              <span className="bc-aux">{measure}</span>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
