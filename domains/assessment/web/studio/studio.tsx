// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { DraftPage, StudioFacts } from '../../model/drafts.ts';
import { type TrialState, useFragile, useTrial } from '../trial/use-trial.ts';
import { useWords } from '../words.ts';
import { downloadWords } from './download-words.ts';
import { DraftEditor } from './draft-editor.tsx';
import { FragileSheet } from './fragile-sheet.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { ResultSheet } from './result-sheet.tsx';
import { SavedState } from './saved-state.tsx';
import styles from './studio.module.css';
import { draftsHref, factsQuery } from './studio-queries.ts';
import { isPart, PeriodChoice, subjectIn } from './trial-facts.tsx';
import { type Saving, useSaving } from './use-saving.ts';
import { useSettled } from './use-settled.ts';
import { useWide } from './use-wide.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const DifferenceSheet = lazy(() => import('../differences/difference-sheet.tsx'));

type Props = { readonly draft: DraftPage; readonly periods: readonly string[] };

const shownOf = ({ outcome, tried, broken }: TrialState) => ({ outcome, tried, broken });

/** The text and its controls on one side, what they come to on the other. */
export function Studio({ draft, periods }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const wide = useWide();
  const [period, setPeriod] = useState(periods[0]);
  const [text, setText] = useState(draft.source);
  const saving = useSaving(draft);
  const facts = useQuery(factsQuery(period, subjectIn(draft.source)));
  const base = draft.baseSource ?? draft.source;
  const trial = useTrial(facts.data, base);
  const fragile = useFragile(facts.data, base);
  const { tryText } = trial;
  const { refetch } = facts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it begins with; every later text is tried where it is written
  useEffect(() => tryText(text), [tryText]);
  const locked = draft.published !== null || draft.withdrawnAt !== null;
  const title = draft.title === null ? say('studio.untitled') : name(draft.title);
  return (
    <>
      <PageTitle
        title={title}
        crumbs={<Crumbs path={[{ label: say('drafts.title'), href: draftsHref }]} />}
        lead={<SavedState draft={draft} saving={saving} onTheirs={setText} text={text} />}
        tools={<Tools {...{ draft, saving, text, trial }} measures={facts.data?.measures ?? []} />}
      />
      <Notes wide={wide} />
      <PeriodChoice periods={periods} chosen={period} onChoose={setPeriod} />
      <Columns
        split="7+5"
        main={
          <DraftEditor
            draft={draft}
            text={text}
            trial={trial}
            readOnly={locked || !wide}
            onText={(changed) => {
              tryText(changed);
              setText(changed);
              saving.changed(changed);
            }}
          />
        }
        side={
          <>
            {period !== undefined && (
              <ResultSheet {...shownOf(trial)} part={isPart(facts.data)} error={facts.error} onAgain={refetch} />
            )}
            <FragileSheet list={fragile.list} part={fragile.part} onStart={() => fragile.start(text)} />
          </>
        }
      />
      <Beside draft={draft} text={text} />
    </>
  );
}

function Notes({ wide }: { readonly wide: boolean }): ReactNode {
  const say = useWords();
  const may = useMay();
  return (
    <div className={styles['note']}>
      <Note>{say('studio.note')}</Note>
      {!may('assessment.publish') && <Note>{say('studio.notPublished')}</Note>}
      {!wide && <Note tone="wait">{say('studio.phone')}</Note>}
    </div>
  );
}

/** What the draft says differently from its base, a moment after it is written. */
function Beside({ draft, text }: { readonly draft: DraftPage; readonly text: string }): ReactNode {
  const settled = useSettled(text, 500);
  if (draft.base === null || draft.baseSource === null) return null;
  return (
    <Suspense fallback={null}>
      <div className={styles['below']}>
        <DifferenceSheet edition={draft.base.edition} before={draft.baseSource} after={settled} />
      </div>
    </Suspense>
  );
}

type ToolsProps = {
  readonly draft: DraftPage;
  readonly saving: Saving;
  readonly text: string;
  readonly trial: TrialState;
  readonly measures: StudioFacts['measures'];
};

function Tools({ draft, saving, text, trial, measures }: ToolsProps): ReactNode {
  // What cannot be tried for want of facts is checked by the server alone.
  const ready = (trial.tried?.faults.length ?? 0) === 0;
  const say = useWords();
  const may = useMay();
  const { language } = useLanguage();
  const [publishing, setPublishing] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  if (draft.published !== null || draft.withdrawnAt !== null) return null;
  const because = !ready ? say('studio.publish.faulty') : saving.waiting ? say('studio.publish.unsaved') : undefined;
  return (
    <>
      <Button
        size="small"
        because={ready ? undefined : say('studio.words.faulty')}
        onClick={() => void downloadWords(text, { measures, language })}
      >
        {say('studio.words')}
      </Button>
      <Button size="small" onClick={() => setWithdrawing(true)}>
        {say('studio.withdraw')}
      </Button>
      {may('assessment.publish') && (
        <Button size="small" look="primary" because={because} onClick={() => setPublishing(true)}>
          {say('studio.publish')}
        </Button>
      )}
      {publishing && (
        <PublishDialog id={draft.id} version={saving.version} text={text} onClose={() => setPublishing(false)} />
      )}
      {withdrawing && <WithdrawDialog id={draft.id} version={saving.version} onClose={() => setWithdrawing(false)} />}
    </>
  );
}
