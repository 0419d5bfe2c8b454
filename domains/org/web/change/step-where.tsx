// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { previewQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { AssignRow } from './assign-row.tsx';
import styles from './change.module.css';
import {
  type Begins,
  changeOf,
  type Draft,
  goesTo,
  type Lies,
  type Place,
  placesOf,
  placesOfRecords,
  recordKey,
} from './draft.ts';
import type { StepProps } from './step-what.tsx';

/** What lies at the unit, by the preview of the change as far as it is told. */
export function useLies(draft: Draft, unit: Begins, wanted: boolean) {
  const change = changeOf(draft, unit);
  const { data, error, refetch } = useQuery({
    ...previewQuery(change ?? { kind: 'rename', unit: unit.id, name: '' }, draft.from),
    enabled: wanted && change !== undefined,
  });
  return { lies: data?.touched.find((one) => one.unit.id === unit.id), error, again: () => void refetch() };
}

/** Where the units below go, each kind of thing, and single things where that is said. */
export function StepWhere({ unit, wizard }: StepProps): ReactNode {
  const say = useWords();
  const { draft } = wizard;
  const { lies, error, again } = useLies(draft, unit, true);
  if (lies === undefined)
    return error === null ? (
      <Skeleton lines={6}>{say('where.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('where.doing')} onAgain={again} />
    );
  const places = placesOf(draft, unit);
  const usual = places[0]?.label ?? '';
  return (
    <>
      <Note>{say(draft.keeps && draft.kind === 'split' ? 'where.stay' : 'where.first', { unit: usual })}</Note>
      {draft.kind === 'split' && lies.children.length > 0 && <BelowUnits lies={lies} places={places} wizard={wizard} />}
      {lies.held.map((held) => (
        <HeldThings key={held.holding} held={held} places={places} unit={unit} wizard={wizard} />
      ))}
    </>
  );
}

/** With more rows than these a list can be narrowed by a name, and what is left assigned together. */
const MANY = 8;

type BelowProps = { readonly lies: Lies; readonly places: readonly Place[]; readonly wizard: StepProps['wizard'] };

function BelowUnits({ lies, places, wizard: { draft, change } }: BelowProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const [part, setPart] = useState('');
  const shown = lies.children.filter((child) => child.name.includes(part.trim()));
  const set = (all: Readonly<Record<string, string>>): void => change({ below: { ...draft.below, ...all } });
  const counts = places.map(({ value, label }) =>
    say('where.count', {
      unit: label,
      count: numberText(lies.children.filter(({ id }) => goesTo(draft.below[id], places) === value).length),
    }),
  );
  return (
    <section className={styles['assign']}>
      <h3>{say('where.below', { count: numberText(lies.children.length) })}</h3>
      {lies.children.length > MANY && (
        <div className={styles['bulk']}>
          <TextField label={say('where.filter')} type="search" most={40} value={part} onChange={setPart} />
          <p className="bc-aux" role="status">
            {say('where.shown', { count: shown.length, shown: numberText(shown.length) })}
          </p>
          <div className={styles['all']}>
            {places.map(({ value, label }) => (
              <Button
                key={value}
                size="small"
                onClick={() => set(Object.fromEntries(shown.map(({ id }) => [id, value])))}
              >
                {say('where.all', { unit: label })}
              </Button>
            ))}
          </div>
        </div>
      )}
      <p className="bc-aux" role="status">
        {counts.join(say('list.comma'))}
      </p>
      <ul className={styles['rows']}>
        {shown.map((child) => (
          <AssignRow
            key={child.id}
            title={child.name}
            aside={name(child.kindTitle)}
            places={places}
            value={goesTo(draft.below[child.id], places)}
            onChange={(value) => set({ [child.id]: value })}
          />
        ))}
      </ul>
    </section>
  );
}

type HeldProps = {
  readonly held: Lies['held'][number];
  readonly places: readonly Place[];
  readonly unit: Begins;
  readonly wizard: StepProps['wizard'];
};

function HeldThings({ held, places, unit, wizard: { draft, change } }: HeldProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const [open, setOpen] = useState(false);
  const { holding, title, count, records } = held;
  const rest = goesTo(draft.holdings[holding], places);
  const allowed = placesOfRecords(places, rest, unit);
  const apart = records.filter(
    ({ record }) => goesTo(draft.records[recordKey(holding, record)], allowed, rest) !== rest,
  ).length;
  return (
    <section className={styles['assign']}>
      <SelectField
        label={say('where.held', { what: name(title), count: numberText(count) })}
        value={rest}
        options={places}
        onChange={(value) => change({ holdings: { ...draft.holdings, [holding]: value } })}
        hint={count === 0 ? say('where.held.none') : undefined}
      />
      {records.length > 0 && places.length > 1 && (
        <div className={styles['singly']}>
          <Button size="small" onClick={() => setOpen(!open)}>
            {say(open ? 'where.singly.close' : 'where.singly')}
          </Button>
          {apart > 0 && <span className="bc-aux">{say('where.apart', { count: apart })}</span>}
        </div>
      )}
      {open && (
        <>
          {count > records.length && <p className="bc-aux">{say('where.cut', { count: records.length })}</p>}
          <ul className={styles['rows']}>
            {records.map(({ record, title: called }) => (
              <AssignRow
                key={record}
                title={called}
                places={allowed}
                value={goesTo(draft.records[recordKey(holding, record)], allowed, rest)}
                onChange={(value) => change({ records: { ...draft.records, [recordKey(holding, record)]: value } })}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
