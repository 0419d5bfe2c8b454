// SPDX-License-Identifier: Apache-2.0
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { CatalogueEntry, CataloguePage } from '../../model/catalogue.ts';
import { homeHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';

type Props = { readonly about: MeasureAbout; readonly retention: CataloguePage['retention'] };

type Fact = { readonly name: string; readonly value: ReactNode };

/** What a measure counts, from where, whose it is, on what basis, how long it is kept, how it combines. */
export function useDefinition({ about, retention }: Props): readonly Fact[] {
  const say = useWords();
  const { entry, combining } = about;
  const how = { name: say('catalogue.combine'), value: say(`catalogue.combine.${combining}`) };
  const counts = { name: say('catalogue.counts'), value: <Counts about={about} /> };
  if (entry === undefined) return [counts, how];
  return [
    counts,
    { name: say('catalogue.owner'), value: entry.owner },
    { name: say('catalogue.basis'), value: entry.basis },
    { name: say('catalogue.kept'), value: <Kept source={entry.source} retention={retention} /> },
    how,
  ];
}

/** What a measure is about, and from where it comes. */
export function NatureTags({ entry: { nature, source } }: { readonly entry: CatalogueEntry }): ReactNode {
  const say = useWords();
  return (
    <>
      <Tag plain>{say(`catalogue.nature.${nature}`)}</Tag>{' '}
      <Tag tone={source === 'record' ? 'ok' : 'info'}>{say(`catalogue.source.${source}`)}</Tag>
    </>
  );
}

export function DefinitionSheet(props: Props): ReactNode {
  const say = useWords();
  const { entry } = props.about;
  const facts = useDefinition(props);
  return (
    <Sheet title={say('measure.definition')}>
      <p>{entry === undefined ? <Tag plain>{say('measure.uncatalogued')}</Tag> : <NatureTags entry={entry} />}</p>
      <FactsList facts={facts} />
    </Sheet>
  );
}

/** Which methods look at it, and which of their editions did. */
export function MethodsSheet({ about: { entry } }: Pick<Props, 'about'>): ReactNode {
  const say = useWords();
  const methods = entry?.methods ?? [];
  return (
    <Sheet title={say('catalogue.methods')}>
      {methods.length === 0 ? (
        <p className="bc-aux">{say(entry === undefined ? 'measure.uncatalogued.why' : 'catalogue.methods.none')}</p>
      ) : (
        <Methods methods={methods} />
      )}
    </Sheet>
  );
}

/** Each method, with the way to its chart and the editions that look at the measure. */
export function Methods({ methods }: Pick<CatalogueEntry, 'methods'>): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <ul className={styles['methods']}>
      {methods.map(({ method, title, editions }) => (
        <li key={method}>
          <a href={homeHref({ method })}>{name(title)}</a>
          <span className="bc-aux">{say('results.edition', { edition: editions.join(say('list.between')) })}</span>
        </li>
      ))}
    </ul>
  );
}

function Counts({ about: { unit, numerator, denominator } }: Pick<Props, 'about'>): ReactNode {
  const say = useWords();
  const name = useNames();
  if (numerator === undefined || denominator === undefined) return name(unit);
  return say('form.counts', { num: name(numerator), den: name(denominator) });
}

/** How long what stands behind it is kept: as the city says, with the rule that says so; else that it stays with the results. */
function Kept({ source, retention }: Pick<CatalogueEntry, 'source'> & Pick<Props, 'retention'>): ReactNode {
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
