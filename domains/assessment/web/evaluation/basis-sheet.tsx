// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model/results.ts';
import { evaluationHref } from '../data/addresses.ts';
import { standingOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import styles from './evaluation.module.css';

/** What a run rests on: method, tree, facts as of when; and what it took the place of. */
export function BasisSheet({ evaluation }: { readonly evaluation: EvaluationHead }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const now = useCityNow();
  const { outline, edition, treeDate, asOf, settledAt, digest, supersedes, supersededBy, requestedBy } = evaluation;
  const failed = evaluation.state === 'failed';
  const full = (instant: string): string =>
    `${dateText(instant, language, true)} ${momentText(instant, language).split(' ').at(-1) ?? ''}`;
  const facts = [
    { name: say('run.state'), value: say(`run.state.${standingOf(evaluation, now)}`) },
    { name: say('run.method'), value: say('run.edition', { title: name(outline.title), edition }) },
    { name: say('run.asOf'), value: full(asOf) },
    { name: say('run.treeDate'), value: say('run.treeDate.told', { date: dateText(treeDate, language, true) }) },
    ...(requestedBy === null
      ? []
      : [{ name: say('run.requestedBy'), value: `${requestedBy.unit} · ${name(requestedBy.post)}` }]),
    ...(settledAt === null ? [] : [{ name: say(failed ? 'run.failedAt' : 'run.settledAt'), value: full(settledAt) }]),
    {
      name: say('run.digest'),
      value:
        digest === null ? (
          say(failed ? 'run.neverDigest' : 'run.noDigest')
        ) : (
          <code className={styles['digest']}>{digest}</code>
        ),
    },
    ...(supersedes === null
      ? []
      : [{ name: say('run.supersedes'), value: <a href={evaluationHref(supersedes)}>{say('run.former')}</a> }]),
    ...(supersededBy === null
      ? []
      : [{ name: say('run.supersededBy'), value: <a href={evaluationHref(supersededBy)}>{say('run.later')}</a> }]),
  ];
  return (
    <Sheet title={say('run.basis')}>
      <FactsList facts={facts} />
    </Sheet>
  );
}
