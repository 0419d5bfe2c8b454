// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import type { DraftFault, DraftPage } from '../../model/drafts.ts';
import type { EditorHandle } from '../editor/code-editor.tsx';
import type { Knob } from '../trial/tried.ts';
import type { TrialState } from '../trial/use-trial.ts';
import { useWords } from '../words.ts';
import { CheckSheet } from './check-sheet.tsx';
import { KnobSheet } from './knob-sheet.tsx';
import styles from './studio.module.css';
import { useSettled } from './use-settled.ts';

const CodeEditor = lazy(() => import('../editor/code-editor.tsx'));

/** How a change moves a place in the text: to its left edge or its right. */
type Moves = { readonly changes: { mapPos(at: number, side: -1 | 1): number } };

/** The controls with the places where they stand in the text as it is now, between one trial and the next. */
function usePlacedKnobs(trial: TrialState) {
  const placed = useRef<readonly Knob[]>([]);
  const { outcome } = trial;
  useEffect(() => {
    placed.current = outcome?.knobs ?? [];
  }, [outcome]);
  const find = useCallback((id: string): Knob | undefined => placed.current.find((knob) => knob.id === id), []);
  return {
    find,
    move({ changes }: Moves): void {
      placed.current = placed.current.map((knob) => ({
        ...knob,
        from: changes.mapPos(knob.from, -1),
        to: changes.mapPos(knob.to, 1),
      }));
    },
  };
}

/** Faults with the sentence that stands beside each. */
function useMarked(faults: readonly DraftFault[] | undefined) {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `say` and `name` are new at each rendering, their words are not
  return useMemo(
    () =>
      (faults ?? []).map((fault) => ({
        ...fault,
        said: say('studio.check.said', { what: name(fault.what), mend: name(fault.mend) }),
      })),
    [faults, language],
  );
}

type Props = {
  readonly draft: DraftPage;
  readonly text: string;
  readonly trial: TrialState;
  readonly readOnly: boolean;
  readonly onText: (text: string) => void;
};

/** The draft as controls and as text; both are the same text. */
export function DraftEditor({ draft, text, trial, readOnly, onText }: Props): ReactNode {
  const say = useWords();
  const editor = useRef<EditorHandle>(null);
  const knobs = usePlacedKnobs(trial);
  const { tried } = trial;
  // The controls show at once what is turned, and may lag behind what is written.
  const outcome = useSettled(trial.outcome, 150);
  const own = useRef(text);
  // A text that did not come from the editor goes into it.
  useEffect(() => {
    if (own.current !== text) editor.current?.reset(text);
  }, [text]);
  const marked = useMarked(tried?.faults);
  const { find } = knobs;
  const turn = useCallback(
    ({ id }: Knob, value: string): void => {
      const knob = find(id);
      if (knob !== undefined) editor.current?.replace(knob, value);
    },
    [find],
  );
  const go = ({ line, column }: DraftFault): void => editor.current?.goTo(line ?? 1, column ?? 1);
  return (
    <>
      {!readOnly && outcome !== undefined && (
        <Sheet title={say('studio.knobs')} flush>
          <KnobSheet sections={outcome.sections} knobs={outcome.knobs} onTurn={turn} />
        </Sheet>
      )}
      <Sheet
        title={say('studio.text')}
        flush
        aside={
          <Button size="small" onClick={() => trial.check(text)}>
            {say('studio.check')}
          </Button>
        }
      >
        <CheckSheet faults={tried?.faults ?? []} warnings={trial.warnings} onGo={go} />
        <div className={styles['text']}>
          <Suspense fallback={<Skeleton lines={6}>{say('studio.editor.loading')}</Skeleton>}>
            <CodeEditor
              ref={editor}
              label={say('studio.text')}
              start={draft.source}
              faults={marked}
              readOnly={readOnly}
              onChange={(changed, update) => {
                own.current = changed;
                knobs.move(update);
                onText(changed);
              }}
            />
          </Suspense>
        </div>
      </Sheet>
    </>
  );
}
