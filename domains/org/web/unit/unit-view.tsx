// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useUnitLinks } from '@beichen/platform-web/shell/unit-links.ts';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { unitPage } from '../../model/units.ts';
import { unitHref } from '../data/addresses.ts';
import { unitQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { Branches } from './branches.tsx';
import styles from './unit.module.css';

type Seen = z.infer<typeof unitPage>;

/** One unit: what it is, where it lies, what lies below, and what else there is to see of it. */
export function UnitView({ unit }: { readonly unit: string }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { data } = useSuspenseQuery(unitQuery(unit));
  const today = dateText(useCityNow(), language, true);
  const path = data.chain.map((above) => ({ label: above.name, href: unitHref(above.id) }));
  return (
    <>
      <PageTitle
        title={data.unit.name}
        crumbs={path.length > 0 && <Crumbs path={path} />}
        lead={`${name(data.unit.kindTitle)} · ${data.unit.code}`}
        tools={<span className="bc-aux">{say('unit.asOf', { date: today })}</span>}
      />
      <Columns main={<Below seen={data} />} side={<Side seen={data} />} />
    </>
  );
}

function Below({ seen: { unit, children, below } }: { readonly seen: Seen }): ReactNode {
  const say = useWords();
  if (children === null)
    return (
      <Sheet title={say('below.title')}>
        <Empty title={say('below.closed')}>{say('below.closed.why')}</Empty>
      </Sheet>
    );
  if (children === 0)
    return (
      <Sheet title={say('below.title')}>
        <Empty title={say('below.none', { unit: unit.name })}>{say('below.none.why')}</Empty>
      </Sheet>
    );
  const aside =
    below === null ? undefined : say('below.counts', { children: numberText(children), below: numberText(below) });
  return (
    <Sheet title={say('below.title')} aside={aside} flush>
      <Branches of={unit.id} />
    </Sheet>
  );
}

function Side({ seen }: { readonly seen: Seen }): ReactNode {
  const say = useWords();
  const name = useNames();
  const links = useUnitLinks()(seen.unit);
  const { code, nameEntered, kindTitle, zone } = seen.unit;
  const facts = [
    { name: say('unit.kind'), value: name(kindTitle) },
    { name: say('unit.code'), value: code },
    { name: say('unit.entered'), value: nameEntered === seen.unit.name ? '' : nameEntered },
    { name: say('unit.class'), value: seen.unit.class ?? '' },
    { name: say('unit.zone'), value: zone ?? '' },
    { name: say('unit.above'), value: seen.chain.map((above) => above.name).join(' › ') },
  ].filter(({ value }) => value !== '');
  return (
    <>
      {links.length > 0 && (
        <Sheet title={say('unit.more')} flush>
          <ul className={styles['links']}>
            {links.map(({ title, href }) => (
              <li key={href}>
                <a href={href}>
                  {name(title)}
                  <Icon name="right" />
                </a>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet title={say('unit.facts')}>
        <FactsList facts={facts} />
      </Sheet>
    </>
  );
}
