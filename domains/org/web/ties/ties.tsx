// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import { unitHref } from '../data/addresses.ts';
import { relationsQuery } from '../data/queries.ts';
import { type OrgKey, useWords } from '../words.ts';
import { Chain } from './chain.tsx';
import { EndTieForm } from './end-tie-form.tsx';
import { TieForm } from './tie-form.tsx';
import { TieRow } from './tie-row.tsx';
import styles from './ties.module.css';

type Page = z.infer<typeof relationsPage>;
type Held = Page['held'][number];
type Act = { readonly do: 'tie' } | { readonly do: 'end'; readonly tie: Held };

type Unit = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly closedOn: string | null;
};
type Props = { readonly unit: Unit; readonly on: string | undefined; readonly mayTie: boolean };

/** Which Party body covers a unit, or what a body covers; who serves it; what stands at it. Today, or on a day of the past. */
export function Ties({ unit, on, mayTie }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(relationsQuery(unit.id, on));
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<OrgKey | null>(null);
  if (data === undefined)
    return (
      <Sheet title={say('ties.title')}>
        {error === null ? (
          <Skeleton lines={2}>{say('ties.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('ties.doing')} onAgain={() => void refetch()} />
        )}
      </Sheet>
    );
  const { may, held, ended, seated, standsAt, chain } = data;
  if (may.length + held.length + ended.length + seated.length + chain.length === 0 && standsAt === null) return null;
  const open = (next: Act): void => {
    setDone(null);
    setAct(next);
  };
  const tying = mayTie && on === undefined && unit.closedOn === null;
  const start = tying && act === null && may.length > 0 && (
    <Button size="small" onClick={() => open({ do: 'tie' })}>
      {say('ties.tie')}
    </Button>
  );
  const close = (told: OrgKey | null): void => {
    setDone(told);
    setAct(null);
  };
  return (
    <Sheet title={say('ties.title')} aside={start} flush>
      <div role="status">{done !== null && <Note tone="ok">{say(done)}</Note>}</div>
      {act === null ? (
        <Held unit={unit} page={data} on={on} onEnd={tying ? (tie) => open({ do: 'end', tie }) : undefined} />
      ) : (
        <div className={styles['form']}>
          {act.do === 'tie' ? (
            <TieForm unit={unit} may={may} onClose={() => close(null)} onDone={() => close('ties.tie.done')} />
          ) : (
            <EndTieForm tie={act.tie} onClose={() => close(null)} onDone={() => close('ties.end.done')} />
          )}
        </div>
      )}
    </Sheet>
  );
}

type HeldProps = {
  readonly unit: Unit;
  readonly page: Page;
  readonly on: string | undefined;
  readonly onEnd: ((tie: Held) => void) | undefined;
};

/** The two ends of each kind of tie, as they read from the one and from the other. Who answers for the unit stands in the chain. */
const GROUPS = [
  { kind: 'sponsors', side: 'over', wanting: 'wait' },
  { kind: 'covers', side: 'over', wanting: 'wait' },
  { kind: 'serves', side: 'over', wanting: 'mute' },
  { kind: 'covers', side: 'unit', wanting: 'wait' },
  { kind: 'serves', side: 'unit', wanting: 'mute' },
  { kind: 'sponsors', side: 'unit', wanting: 'mute' },
] as const;
const DUTY_GROUPS = ['guides', 'trains', 'implements', 'assesses'] as const;

function Held({ unit, page, on, onEnd }: HeldProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { standsAt, seated } = page;
  return (
    <>
      {standsAt !== null && (
        <Group title={say('ties.standsAt')}>
          <Place unit={standsAt} on={on} />
        </Group>
      )}
      {page.chain.length > 0 && unit.closedOn === null && (
        <Chain unit={unit} chain={page.chain} on={on} onEnd={onEnd} />
      )}
      {GROUPS.map(({ kind, side, wanting }) => {
        const ties = page.held.filter((tie) => tie.kind === kind && tie[side].id === unit.id);
        const may = page.may.find((one) => one.kind === kind && one.side === side);
        if (ties.length === 0 && (may === undefined || unit.closedOn !== null)) return null;
        return (
          <Group key={kind + side} title={say(`ties.${kind}.${side}`)}>
            {ties.map((tie) => (
              <TieRow key={tie.id} tie={tie} other={side === 'unit' ? tie.over : tie.unit} on={on} onEnd={onEnd} />
            ))}
            {ties.length === 0 && (
              <li className={styles['none']}>
                <Tag tone={wanting}>{say(`ties.${kind}.${side}.none`)}</Tag>{' '}
                {may !== undefined && (
                  <span className={styles['kind']}>
                    {say('ties.could', { kinds: may.others.map((one) => name(one.title)).join(say('list.comma')) })}
                  </span>
                )}
              </li>
            )}
          </Group>
        );
      })}
      {DUTY_GROUPS.map((kind) => {
        // What a post answers for at its own unit stands in the chain.
        const ties = page.held.filter((tie) => tie.kind === kind && tie.unit.id === unit.id && tie.over.id !== unit.id);
        return (
          ties.length > 0 && (
            <Group key={kind} title={say(`ties.${kind}.unit`)}>
              {ties.map((tie) => (
                <TieRow key={tie.id} tie={tie} other={tie.over} on={on} onEnd={onEnd} />
              ))}
            </Group>
          )
        );
      })}
      {seated.length > 0 && (
        <Group title={say(page.tree === 'territory' ? 'ties.seated' : 'ties.seated.other')}>
          {seated.map((one) => (
            <Place key={one.id} unit={one} on={on} />
          ))}
        </Group>
      )}
      <Ended unit={unit} page={page} on={on} />
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles['group']}>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </div>
  );
}

type PlaceProps = { readonly unit: NonNullable<Page['standsAt']>; readonly on: string | undefined };

function Place({ unit, on }: PlaceProps): ReactNode {
  const name = useNames();
  return (
    <li className={styles['tie']}>
      <p className={styles['other']}>
        <a href={unitHref(unit.id, on)}>{unit.name}</a>
        <span className={styles['kind']}>{name(unit.kindTitle)}</span>
      </p>
    </li>
  );
}

/** What held before, folded away. */
function Ended({ unit, page: { ended }, on }: Omit<HeldProps, 'onEnd'>): ReactNode {
  const say = useWords();
  if (ended.length === 0) return null;
  return (
    <details className={styles['ended']}>
      <summary>{say('ties.ended', { count: ended.length })}</summary>
      <ul>
        {ended.map((tie) => (
          <TieRow
            key={tie.id}
            tie={tie}
            other={tie.unit.id === unit.id ? tie.over : tie.unit}
            does
            on={on}
            onEnd={undefined}
          />
        ))}
      </ul>
    </details>
  );
}
