// SPDX-License-Identifier: Apache-2.0
import { addDays } from '@beichen/kernel/time.ts';
import { useUnitLinks } from '@beichen/platform-web/shell/unit-links.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { unitPage } from '../../model/units.ts';
import { changeHref, exportHref, mapHref, unitHref } from '../data/addresses.ts';
import { unitQuery } from '../data/queries.ts';
import { History } from '../history/history.tsx';
import { Households } from '../households/households.tsx';
import { Posts } from '../posts/posts.tsx';
import { Ties } from '../ties/ties.tsx';
import { useWords } from '../words.ts';
import { Branches } from './branches.tsx';
import { DayChoice, PastNote, useDay } from './day.tsx';
import styles from './unit.module.css';

type Seen = z.infer<typeof unitPage>;

/** One unit: what it is, where it lies, who holds its posts, what lies below, how it came to be. Today, or on a day of the past. */
export function UnitView({ unit }: { readonly unit: string }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { on, choose } = useDay();
  const { data: now } = useSuspenseQuery(unitQuery(unit));
  const then = useQuery({ ...unitQuery(unit, on), enabled: on !== undefined });
  const seen = on === undefined ? now : then.data;
  const shown = seen ?? now;
  const path = shown.chain.map((above) => ({ label: above.name, href: unitHref(above.id, on) }));
  return (
    <>
      <PageTitle
        title={shown.unit.name}
        crumbs={path.length > 0 && <Crumbs path={path} />}
        lead={`${name(shown.unit.kindTitle)} · ${shown.unit.code}`}
        tools={
          <>
            <DayChoice on={on} onChoose={choose} />
            {shown.unit.ground && <ButtonLink href={mapHref(shown.unit.id, on)}>{say('map.show')}</ButtonLink>}
            {shown.abilities.includes('org.export') && (
              <ButtonLink href={exportHref(shown.unit.id, on)}>{say('unit.export')}</ButtonLink>
            )}
            {on === undefined && <ChangeLink seen={now} />}
          </>
        }
      />
      {on !== undefined && <PastNote on={on} onToday={() => choose(undefined)} />}
      {on === undefined && now.unit.closedOn !== null && <ClosedNote unit={now.unit} />}
      {seen === undefined ? (
        <NotShown error={then.error} onAgain={() => void then.refetch()} />
      ) : (
        <Columns
          main={
            <>
              <Posts unit={seen.unit} on={on} />
              <Ties unit={seen.unit} on={on} mayTie={seen.abilities.includes('org.relate')} />
              <Below seen={seen} on={on} />
            </>
          }
          side={<Side seen={seen} on={on} />}
        />
      )}
    </>
  );
}

/** To prepare a change; only where the reader may change the unit. Who else may is told beside the history. */
function ChangeLink({ seen: { unit, abilities } }: { readonly seen: Seen }): ReactNode {
  const say = useWords();
  if (unit.closedOn !== null || !abilities.includes('org.change')) return null;
  return <ButtonLink href={changeHref(unit.id)}>{say('unit.change')}</ButtonLink>;
}

function ClosedNote({ unit: { id, closedOn } }: { readonly unit: Seen['unit'] }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  if (closedOn === null) return null;
  return (
    <div className={styles['past']}>
      <Note tone="pause">
        <p>{say('unit.closed', { date: dateText(closedOn, language, true) })}</p>
        <ButtonLink size="small" href={unitHref(id, addDays(closedOn, -1))}>
          {say('unit.closed.before')}
        </ButtonLink>
      </Note>
    </div>
  );
}

function NotShown({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }): ReactNode {
  const say = useWords();
  if (error === null) return <Skeleton lines={8}>{say('day.loading')}</Skeleton>;
  return <Failure error={error} doing={say('day.doing')} onAgain={onAgain} />;
}

type SeenOn = { readonly seen: Seen; readonly on: string | undefined };

function Below({ seen: { unit, children, below }, on }: SeenOn): ReactNode {
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
        <Empty title={say('below.none', { unit: unit.name })}>
          {say(unit.closedOn === null || on !== undefined ? 'below.none.why' : 'below.none.closed')}
        </Empty>
      </Sheet>
    );
  const aside =
    below === null ? undefined : say('below.counts', { children: numberText(children), below: numberText(below) });
  return (
    <Sheet title={say('below.title')} aside={aside} flush>
      <Branches of={unit.id} on={on} />
    </Sheet>
  );
}

function Side({ seen, on }: SeenOn): ReactNode {
  return (
    <>
      {on === undefined && <More unit={seen.unit} />}
      <Households unit={seen.unit} on={on} maySet={seen.abilities.includes('org.count')} />
      <Facts seen={seen} />
      <History unit={seen.unit} />
    </>
  );
}

/** What other domains have to show of the unit. */
function More({ unit }: { readonly unit: Seen['unit'] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const links = useUnitLinks()(unit);
  if (links.length === 0) return null;
  return (
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
  );
}

function Facts({ seen }: { readonly seen: Seen }): ReactNode {
  const say = useWords();
  const name = useNames();
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
    <Sheet title={say('unit.facts')}>
      <FactsList facts={facts} />
    </Sheet>
  );
}
