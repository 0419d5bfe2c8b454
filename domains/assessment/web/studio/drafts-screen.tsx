// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type DraftLine, savedShape } from '../../model/drafts.ts';
import type { MethodEntry } from '../../model/results.ts';
import { methodsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';
import { compareHref, draftHref, draftsQuery } from './studio-queries.ts';

/** Methods in the making and the editions that were published. */
export default function DraftsScreen(): ReactNode {
  const say = useWords();
  const drafts = useQuery(draftsQuery);
  const methods = useQuery(methodsQuery);
  const error = drafts.error ?? methods.error;
  if (drafts.data === undefined || methods.data === undefined)
    return error === null ? (
      <Skeleton lines={8}>{say('drafts.loading')}</Skeleton>
    ) : (
      <Failure
        error={error}
        doing={say('drafts.doing')}
        onAgain={() => void Promise.all([drafts.refetch(), methods.refetch()])}
      />
    );
  return (
    <>
      <PageTitle
        title={say('drafts.title')}
        lead={say('drafts.lead')}
        tools={<a href={compareHref}>{say('drafts.compare')}</a>}
      />
      <div className={styles['stack']}>
        <Sheet title={say('drafts.start')}>
          <Start editions={methods.data.methods} />
        </Sheet>
        <Sheet title={say('drafts.list')} flush>
          {drafts.data.drafts.length === 0 ? (
            <Empty title={say('drafts.none')}>{say('drafts.none.why')}</Empty>
          ) : (
            <Drafts drafts={drafts.data.drafts} />
          )}
        </Sheet>
        <Sheet title={say('drafts.editions')} flush>
          <Editions editions={methods.data.methods} />
        </Sheet>
      </div>
    </>
  );
}

type Begin = { id: string; base: { method: string; edition: string } | null };

function Start({ editions }: { readonly editions: readonly MethodEntry[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(0);
  const start = useCommand<Begin, typeof savedShape>({
    path: '/api/assessment/drafts',
    answer: savedShape,
    touches: ['assessment-drafts'],
    onDone: ({ id }) => void navigate({ to: draftHref(id) }),
  });
  const [id] = useState(() => uuidV7());
  const base = editions[chosen];
  return (
    <div className={styles['start']}>
      <label>
        {say('drafts.base')}
        <select value={chosen} onChange={({ target }) => setChosen(Number(target.value))}>
          {editions.map(({ method, edition, outline }, at) => (
            <option key={`${method} ${edition}`} value={at}>
              {say('drafts.named', { title: name(outline.title), edition })}
            </option>
          ))}
        </select>
      </label>
      {base !== undefined && (
        <Button
          look="primary"
          busy={start.busy}
          onClick={() => start.run({ id, base: { method: base.method, edition: base.edition } })}
        >
          {say('drafts.from')}
        </Button>
      )}
      <Button busy={start.busy} onClick={() => start.run({ id, base: null })}>
        {say('drafts.empty')}
      </Button>
      {start.error !== null && <Failure error={start.error} doing={say('drafts.starting')} />}
    </div>
  );
}

function DraftState({ draft }: { readonly draft: DraftLine }): ReactNode {
  const say = useWords();
  if (draft.published !== null)
    return <Tag tone="ok">{say('drafts.published', { edition: draft.published.edition })}</Tag>;
  if (draft.withdrawnAt !== null) return <Tag tone="pause">{say('drafts.withdrawn')}</Tag>;
  if (draft.faults > 0) return <Tag tone="wait">{say('drafts.faults', { count: draft.faults })}</Tag>;
  return <Tag tone="info">{say('drafts.checked')}</Tag>;
}

function Drafts({ drafts }: { readonly drafts: readonly DraftLine[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const columns: Column<DraftLine>[] = [
    {
      id: 'title',
      name: say('drafts.draft'),
      cell: ({ id, title }) => <a href={draftHref(id)}>{title === null ? say('studio.untitled') : name(title)}</a>,
    },
    { id: 'unit', name: say('drafts.unit'), cell: ({ unit }) => unit },
    { id: 'base', name: say('drafts.baseColumn'), cell: ({ base }) => base?.edition ?? say('drafts.fromNothing') },
    { id: 'state', name: say('drafts.state'), cell: (draft) => <DraftState draft={draft} /> },
    { id: 'saved', name: say('drafts.saved'), cell: ({ savedAt }) => momentText(savedAt, language) },
  ];
  return <FactsTable label={say('drafts.list')} columns={columns} rows={drafts} keyOf={({ id }) => id} />;
}

function Editions({ editions }: { readonly editions: readonly MethodEntry[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const day = (date: string | null): string => (date === null ? '—' : dateText(date, language, true));
  const columns: Column<MethodEntry>[] = [
    { id: 'title', name: say('drafts.method'), cell: ({ outline }) => name(outline.title) },
    { id: 'edition', name: say('drafts.edition'), cell: ({ edition }) => edition },
    { id: 'starts', name: say('drafts.starts'), cell: ({ starts }) => day(starts) },
    { id: 'ends', name: say('drafts.ends'), cell: ({ ends }) => day(ends) },
  ];
  return (
    <FactsTable
      label={say('drafts.editions')}
      columns={columns}
      rows={editions}
      keyOf={({ method, edition }) => `${method} ${edition}`}
    />
  );
}
