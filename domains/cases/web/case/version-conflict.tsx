// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { Conflict } from '@beichen/platform-web/ui/states/conflict.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { CaseOutcome, Move, ReporterAnswer } from '../../model/case.ts';
import type { CaseView } from '../../model/views.ts';
import { answerWords, outcomeWords, stageWords } from '../../model/words.ts';
import { useWords } from '../words.ts';
import type { Filled } from './move-input.ts';

/** Somebody else's move came in between. */
export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'platform.conflict';
}

type Props = {
  /** The case as it stands now. */
  readonly view: CaseView;
  readonly move: Move;
  readonly filled: Filled;
  readonly onKeepTheirs: () => void;
  readonly onSendYours: () => void;
};

/** What was to be done beside what somebody else did meanwhile. */
export function VersionConflict({ view, move, filled, onKeepTheirs, onSendYours }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { case: row, timeline } = view;
  const [last] = timeline;
  const none = say('conflict.none');
  const chosen: Readonly<Record<Move, string>> = {
    dispatch: filled.label,
    close: name(outcomeWords[filled.choice as CaseOutcome] ?? { zh: none, en: none }),
    defer: none,
    answer: name(answerWords[filled.choice as ReporterAnswer] ?? { zh: none, en: none }),
  };
  const theirs = [
    row.deferred ? say('group.deferred') : name(stageWords[row.stage]),
    row.handler?.name,
    row.outcome === null ? undefined : name(outcomeWords[row.outcome]),
    row.answer === null ? undefined : name(answerWords[row.answer]),
  ];
  const versions = [
    {
      name: say('conflict.standing'),
      yours: [say(`move.${move}`), chosen[move]].filter((part) => part !== none).join(say('colon')),
      theirs: theirs.filter((part) => part !== undefined).join(say('comma')),
    },
    { name: say('conflict.note'), yours: filled.note.trim() || none, theirs: last?.note ?? none },
  ];
  const since =
    last === undefined
      ? ''
      : say('conflict.since', {
          time: momentText(last.recordedAt, language),
          who: last.by.unit?.name ?? say('timeline.reporter'),
          move: say(`move.${last.move}`),
        });
  return <Conflict since={since} versions={versions} onKeepTheirs={onKeepTheirs} onSendYours={onSendYours} />;
}
