// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Column, FactsTable } from '../ui/facts/facts-table.tsx';
import { Figure, FigureStrip } from '../ui/figure/figure.tsx';
import { PageTitle, Sheet } from '../ui/sheet/sheet.tsx';
import { AsOf } from '../ui/stamp/as-of.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { Tag, type Tone } from '../ui/tag/tag.tsx';
import { momentText, numberText } from '../words/format.ts';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { type Job, type Jobs, jobsQuery } from './jobs-query.ts';

const TONES: Readonly<Record<Job['state'], Tone>> = { failed: 'bad', running: 'info', waiting: 'wait' };
const ORDER: readonly Job['state'][] = ['failed', 'running', 'waiting'];

/** How far the work behind the screens has got: what waits, what runs, what was given up. */
export default function JobsScreen(): ReactNode {
  const say = useWords();
  const { data } = useSuspenseQuery(jobsQuery);
  return (
    <>
      <PageTitle title={say('jobs.title')} lead={say('jobs.lead')} tools={<AsOf at={data.asOf} />} />
      <Backlog of={data} />
      <Sheet title={say('jobs.queue')} aside={say('jobs.count', countsOf(data.jobs))} flush>
        <Queue jobs={data.jobs} />
      </Sheet>
    </>
  );
}

function countsOf(jobs: readonly Job[]): Record<Job['state'], number> {
  const count = (wanted: Job['state']): number => jobs.filter(({ state }) => state === wanted).length;
  return { failed: count('failed'), running: count('running'), waiting: count('waiting') };
}

function Backlog({ of }: { readonly of: Jobs }): ReactNode {
  const say = useWords();
  const steps = [
    ['events', of.waitingEvents],
    ['readings', of.staleReadings],
    ['unsealed', of.unsealed],
  ] as const;
  return (
    <div style={{ marginBottom: 'var(--bc-4)' }}>
      <FigureStrip>
        {steps.map(([step, count]) => (
          <Figure
            key={step}
            name={say(`jobs.${step}`)}
            value={numberText(count)}
            why={say(count === 0 ? 'jobs.caughtUp' : `jobs.${step}.why`)}
          />
        ))}
      </FigureStrip>
    </div>
  );
}

function Queue({ jobs }: { readonly jobs: readonly Job[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  if (jobs.length === 0) return <Empty title={say('jobs.none')}>{say('jobs.none.why')}</Empty>;
  const columns: Column<Job>[] = [
    { id: 'title', name: say('jobs.what'), cell: ({ title }) => <b>{name(title)}</b> },
    {
      id: 'state',
      name: say('jobs.state'),
      cell: ({ state }) => <Tag tone={TONES[state]}>{say(`jobs.state.${state}`)}</Tag>,
    },
    {
      id: 'due',
      name: say('jobs.due'),
      cell: ({ state, dueAt }) => (state === 'waiting' ? momentText(dueAt, language) : ''),
    },
    { id: 'tries', name: say('jobs.tries'), number: true, cell: ({ attempts }) => numberText(attempts) },
    { id: 'error', name: say('jobs.error'), cell: ({ error }) => error },
    {
      id: 'id',
      name: say('jobs.id'),
      cell: ({ id, name: internal }) => <span className="bc-aux">{`${internal} ${id}`}</span>,
    },
  ];
  const rows = [...jobs].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return <FactsTable label={say('jobs.queue')} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
