// SPDX-License-Identifier: Apache-2.0
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { Conflict } from '@beichen/platform-web/ui/states/conflict.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import type { DraftPage } from '../../model/drafts.ts';
import { useWords } from '../words.ts';
import type { Saving, Theirs } from './use-saving.ts';

type Props = {
  readonly draft: DraftPage;
  readonly saving: Saving;
  readonly text: string;
  /** The text that is gone on with. */
  readonly onTheirs: (text: string) => void;
};

/** Whether what is written is kept; and where somebody else saved meanwhile, both texts before anything is chosen. */
export function SavedState({ draft, saving, text, onTheirs }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { theirs, error, waiting, savedAt } = saving;
  if (draft.published !== null) return say('studio.published', { edition: draft.published.edition });
  if (draft.withdrawnAt !== null) return say('studio.withdrawn');
  if (theirs !== undefined) return <Chosen theirs={theirs} text={text} saving={saving} onTheirs={onTheirs} />;
  if (error !== null) return <Failure error={error} doing={say('studio.saving')} onAgain={saving.now} />;
  return say(waiting ? 'studio.unsaved' : 'studio.saved', { time: momentText(savedAt, language) });
}

/** The first line in which two texts differ, for a table of both. */
function firstDifference(yours: string, theirs: string): { line: number; yours: string; theirs: string } {
  const own = yours.split('\n');
  const other = theirs.split('\n');
  const at = own.findIndex((line, place) => line !== other[place]);
  const line = at < 0 ? own.length : at;
  return { line: line + 1, yours: own[line] ?? '', theirs: other[line] ?? '' };
}

type ChosenProps = Omit<Props, 'draft'> & { readonly theirs: Theirs };

function Chosen({ theirs, text, saving, onTheirs }: ChosenProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const [open, setOpen] = useState(true);
  const { line, ...both } = firstDifference(text, theirs.source);
  const lines = (source: string): string => String(source.split('\n').length);
  if (!open) return say('studio.unsaved', { time: momentText(saving.savedAt, language) });
  return (
    <Dialog title={say('studio.conflict')} onClose={() => setOpen(false)}>
      <Conflict
        since={say('studio.conflict.since', { time: momentText(theirs.savedAt, language) })}
        versions={[
          { name: say('studio.conflict.line', { line }), ...both },
          { name: say('studio.conflict.lines'), yours: lines(text), theirs: lines(theirs.source) },
        ]}
        onKeepTheirs={() => {
          saving.follow(theirs, theirs.source);
          onTheirs(theirs.source);
        }}
        onSendYours={() => saving.follow(theirs, text)}
      />
    </Dialog>
  );
}
