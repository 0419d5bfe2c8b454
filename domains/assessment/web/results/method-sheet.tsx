// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { StarString } from '@beichen/platform-web/ui/star/star-string.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { evaluationHref, homeHref } from '../data/addresses.ts';
import { FreezeButton } from '../freeze/freeze-button.tsx';
import { usePeriodName } from '../head/period-chooser.tsx';
import { StandingTag } from '../head/standing-tag.tsx';
import { NameButton } from '../naming/name-button.tsx';
import { NoticeButton } from '../notice/notice-button.tsx';
import { hasFinal, type MethodRow } from '../shape/method-rows.ts';
import type { Head } from '../shape/pick-result.ts';
import { starKinds, starSections } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';
import styles from './results.module.css';

/** One method: whom it assesses and how often, and its runs. */
export function MethodSheet({ entry, runs }: MethodRow): ReactNode {
  const say = useWords();
  const name = useNames();
  const { outline, edition, periodKind } = entry;
  const stars = starKinds(outline);
  return (
    <Sheet
      title={name(outline.title)}
      aside={
        <>
          {stars.length > 0 && (
            <span aria-hidden="true">
              <StarString stars={stars} states={starSections(outline).map(() => 'won')} size={18} />
            </span>
          )}
          <span>
            {[
              ...(outline.unit === undefined ? [] : [name(outline.unit)]),
              ...(periodKind === null ? [] : [say(`every.${periodKind}`)]),
              say('results.edition', { edition }),
            ].join(' · ')}
          </span>
        </>
      }
      flush
    >
      {runs.length === 0 ? (
        <p className={styles['quiet']}>{say('results.notYet')}</p>
      ) : (
        <Runs runs={runs} title={name(outline.title)} />
      )}
    </Sheet>
  );
}

function Runs({ runs, title }: { readonly runs: readonly Head[]; readonly title: string }): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const { language } = useLanguage();
  const columns: Column<Head>[] = [
    {
      id: 'period',
      name: say('results.period'),
      cell: ({ id, period, method, state }) =>
        state === 'requested' || state === 'failed' ? (
          named(period)
        ) : (
          <a href={homeHref({ period, method, ...(isForemost(runs, id) ? {} : { evaluation: id }) })}>
            {named(period)}
          </a>
        ),
    },
    { id: 'state', name: say('results.state'), cell: (head) => <StandingTag head={head} /> },
    { id: 'asOf', name: say('run.asOf'), cell: ({ asOf }) => momentText(asOf, language) },
    { id: 'edition', name: say('results.editionColumn'), cell: ({ edition }) => edition },
    {
      id: 'basis',
      name: say('run.basis'),
      cell: ({ id, digest }) => (
        <a href={evaluationHref(id)}>
          {digest === null ? say('head.basis') : <code className={styles['digest']}>{digest.slice(0, 12)}…</code>}
        </a>
      ),
    },
    {
      id: 'act',
      name: '',
      cell: (head) =>
        head.state === 'live' ? (
          <span className={styles['acts']}>
            <NoticeButton head={head} title={head.title} />
            <FreezeButton head={head} title={head.title} again={hasFinal(runs, head)} small />
          </span>
        ) : (
          <NameButton head={head} title={head.title} />
        ),
    },
  ];
  return (
    <FactsTable label={say('results.table', { method: title })} columns={columns} rows={runs} keyOf={({ id }) => id} />
  );
}

/** The run that its period's chart shows when none is named. */
function isForemost(runs: readonly Head[], id: string): boolean {
  const run = runs.find((one) => one.id === id);
  const shown = runs.find(
    ({ period, state }) => period === run?.period && (state === 'final' || state === 'notice' || state === 'live'),
  );
  return shown?.id === id;
}
