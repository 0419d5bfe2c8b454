// SPDX-License-Identifier: Apache-2.0
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model/results.ts';
import { evaluationHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { StandingTag } from './standing-tag.tsx';

type Props = { readonly evaluation: EvaluationHead; readonly children?: ReactNode };

/** What every page with a result says at the same spot: how far it may be relied on, as of when, by which edition. */
export function ResultTools({ evaluation, children }: Props): ReactNode {
  const say = useWords();
  const { id, asOf, edition, stale } = evaluation;
  return (
    <>
      <StandingTag head={evaluation} />
      <AsOf at={asOf} edition={edition} stale={stale} />
      <a className="bc-dense bc-noprint" href={evaluationHref(id)}>
        {say('head.basis')}
      </a>
      {children}
    </>
  );
}
