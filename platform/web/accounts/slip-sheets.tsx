// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/action/button.tsx';
import { PageTitle } from '../ui/sheet/sheet.tsx';
import { Note } from '../ui/tag/tag.tsx';
import { dateText } from '../words/format.ts';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import type { Slip } from './accounts-query.ts';
import styles from './slip-sheets.module.css';

type Props = { readonly slips: readonly Slip[]; readonly onDone: () => void };

const MINUTE = 60_000;

/** Slips on paper: one fills half a page, many are cut from it. They live in the memory of this page and nowhere else. */
export function SlipSheets({ slips, onDone }: Props): ReactNode {
  const say = useWords();
  return (
    <>
      <PageTitle
        title={say('sheet.title')}
        tools={
          <>
            <Button look="primary" onClick={() => print()}>
              {say('sheet.print')}
            </Button>
            <Button onClick={onDone}>{say('sheet.done')}</Button>
          </>
        }
      />
      <div className={styles['lead']}>
        <Note tone="wait">{say('sheet.lead')}</Note>
      </div>
      <ul className={clsx(styles['sheets'], slips.length > 1 && styles['many'])}>
        {slips.map((slip) => (
          <li key={slip.id} className={styles['slip']}>
            <OneSlip slip={slip} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneSlip({ slip }: { readonly slip: Slip }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { city } = useSession();
  // It ends with a day: the last that is good is the one before the midnight.
  const last = new Date(Date.parse(slip.endsAt) - MINUTE).toISOString();
  return (
    <>
      <header>
        <b>{`${name(city.title)} · ${say('brand')}`}</b>
        <h2>{say('sheet.title')}</h2>
      </header>
      <p className={styles['who']}>{[slip.unit, slip.name].filter(Boolean).join('　')}</p>
      {slip.code === undefined ? (
        <Note tone="bad">{say('sheet.lost')}</Note>
      ) : (
        <dl>
          <dt>{say('sheet.login')}</dt>
          <dd className={styles['typed']}>{slip.login}</dd>
          <dt>{say('sheet.code')}</dt>
          <dd className={clsx(styles['typed'], styles['code'])}>{slip.code}</dd>
          <dt>{say('sheet.until')}</dt>
          <dd>{say('sheet.untilText', { date: dateText(last, language, true) })}</dd>
        </dl>
      )}
      <ol>
        <li>{say('sheet.step1', { address: location.host })}</li>
        <li>{say('sheet.step2')}</li>
        <li>{say('sheet.step3')}</li>
        <li>{say('sheet.step4')}</li>
      </ol>
    </>
  );
}
