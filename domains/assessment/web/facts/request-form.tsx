// SPDX-License-Identifier: Apache-2.0
import { periodOf } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { madeShape, type Offer, type RequestInput } from '../../model/facts.ts';
import { measureHref } from '../data/addresses.ts';
import { FACTS, offerQuery } from '../data/fact-queries.ts';
import { methodsQuery } from '../data/queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { useFigureText } from './entry-row.tsx';
import styles from './facts.module.css';

type Typed = { readonly owner: string; readonly basis: string; readonly purpose: string; readonly days: string };
const EMPTY: Typed = { owner: '', basis: '', purpose: '', days: '5' };

/** Which method, which period, of all below which post of the reader: chosen first, since what may be asked follows from it. */
function useAsked() {
  const { posts, city } = useSession();
  const now = useCityNow();
  const methods = useQuery(methodsQuery);
  const [method, setMethod] = useState<string | null>(null);
  const [period, setPeriod] = useState<string | null>(null);
  const known = methods.data?.methods.filter(({ periodKind }) => periodKind !== null) ?? [];
  const chosen = known.find((one) => one.method === method) ?? known[0];
  const unit = posts[0]?.unit;
  const current = periodOf(dateOf(now as Instant, city.zone), chosen?.periodKind ?? 'quarter').id;
  return { known, chosen, unit, period: period ?? current, current, setMethod, setPeriod };
}

/** A new request: what records give stands there with its value and cannot be asked for. */
export function RequestForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const asked = useAsked();
  const { known, chosen, unit, period, current } = asked;
  const periods = [...new Set([current, ...lastPeriods(current)])];
  return (
    <Sheet title={say('request.new')}>
      <div className={styles['form']}>
        <div className={styles['fields']}>
          <SelectField
            label={say('request.method')}
            value={chosen?.method ?? ''}
            options={known.map(({ method, outline }) => ({ value: method, label: name(outline.title) }))}
            onChange={asked.setMethod}
          />
          <SelectField
            label={say('request.period')}
            value={period}
            options={periods.map((id) => ({ value: id, label: named(id) }))}
            onChange={asked.setPeriod}
          />
        </div>
        {chosen !== undefined && unit !== undefined && (
          <Offered
            key={`${chosen.method} ${period}`}
            of={{ method: chosen.method, period, unit: unit.id }}
            onClose={onClose}
          />
        )}
      </div>
    </Sheet>
  );
}

function lastPeriods(current: string): string[] {
  const [year = '', part = ''] = current.split('-q');
  if (part === '') return [];
  return Number(part) > 1 ? [`${year}-q${Number(part) - 1}`] : [`${Number(year) - 1}-q4`];
}

type Of = { readonly method: string; readonly period: string; readonly unit: number };
type OfferedProps = { readonly of: Of; readonly onClose: () => void };

function Offered({ of, onClose }: OfferedProps): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(offerQuery(of));
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={4}>{say('request.offer.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('request.offer.doing')} onAgain={() => void refetch()} />
    );
  return <Ask of={of} offer={data} onClose={onClose} />;
}

function Ask({ of, offer, onClose }: OfferedProps & { readonly offer: Offer }): ReactNode {
  const say = useWords();
  const [typed, setTyped] = useState(EMPTY);
  const [measures, setMeasures] = useState<readonly string[]>([]);
  const [id] = useState(uuidV7);
  const ask = useCommand<RequestInput, typeof madeShape>({
    path: '/api/assessment/facts/requests',
    answer: madeShape,
    touches: [FACTS],
    onDone: onClose,
  });
  const isBeyond = measures.length > 0 && offer.asked + measures.length > offer.limit;
  const { owner, basis, purpose, days } = typed;
  const wanting = measures.length === 0 || [owner, basis, purpose].some((text) => text.trim().length < 2);
  const set = (key: keyof Typed) => (value: string) => setTyped({ ...typed, [key]: value });
  return (
    <>
      <Measures of={of} offer={offer} chosen={measures} onChange={setMeasures} />
      <div className={styles['fields']}>
        <TextField label={say('request.owner')} value={owner} most={200} onChange={set('owner')} />
        <TextField
          label={say('request.days')}
          value={days}
          most={2}
          hint={say('request.days.hint')}
          onChange={set('days')}
        />
        <TextField label={say('request.basis')} value={basis} most={200} onChange={set('basis')} />
        <TextField label={say('request.purpose')} value={purpose} most={200} onChange={set('purpose')} />
      </div>
      <Note tone={isBeyond ? 'wait' : 'info'}>
        {say(isBeyond ? 'request.will.wait' : 'request.will', {
          units: offer.units,
          count: measures.length,
          asked: offer.asked,
          limit: offer.limit,
        })}
      </Note>
      {ask.error !== null && <Failure error={ask.error} doing={say('request.send.doing')} />}
      <div className={styles['buttons']}>
        <Button
          look="primary"
          busy={ask.busy}
          because={wanting ? say('request.wanting') : undefined}
          onClick={() =>
            ask.run({ id, ...of, measures: [...measures], owner, basis, purpose, workingDays: Number(days) })
          }
        >
          {say('request.send', { units: offer.units })}
        </Button>
        <Button onClick={onClose}>{say('request.close')}</Button>
      </div>
    </>
  );
}

type MeasuresProps = {
  readonly of: Of;
  readonly offer: Offer;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** What may be asked, to tick; what is known, to read. */
function Measures({ of, offer, chosen, onChange }: MeasuresProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const text = useFigureText();
  const [all, setAll] = useState(false);
  const open = offer.measures.filter(({ standing }) => standing === 'ask');
  const known = offer.measures.filter(({ standing }) => standing !== 'ask');
  const hrefOf = (id: string): string => measureHref(id, { unit: of.unit, period: of.period });
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <>
      <fieldset className={styles['choices']}>
        <legend>{say('request.measures')}</legend>
        {open.length === 0 && <p>{say('request.measures.none')}</p>}
        {open.map(({ id, title }) => (
          <div key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {name(title)}
            </label>
            <a className={styles['definition']} href={hrefOf(id)}>
              <span className="bc-hidden">{name(title)}</span>
              {say('request.definition')}
            </a>
          </div>
        ))}
      </fieldset>
      <p>
        {say('request.known', { count: known.length })}{' '}
        <Button size="small" onClick={() => setAll(!all)}>
          {say(all ? 'request.known.close' : 'request.known.open')}
        </Button>
      </p>
      {all && (
        <ul className={styles['known']}>
          {known.map(({ id, title, unit, standing, known: figure }) => (
            <li key={id}>
              <a href={hrefOf(id)}>{name(title)}</a>{' '}
              <b>
                {figure === null
                  ? say(standing === 'judged' ? 'request.judged' : 'request.known.none')
                  : text(figure, unit)}
              </b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
