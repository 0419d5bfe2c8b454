// SPDX-License-Identifier: Apache-2.0

import { useMay } from '@beichen/platform-web/session/session.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import type { ReactNode } from 'react';
import type { EvaluationHead } from '../../model/results.ts';
import { packageHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './evaluation.module.css';

const COMMAND = 'beichen assess method.yaml --units units.csv --facts facts.csv --catalogue measures.yaml --json';

/** The open data package and the one command that gives the same digest. */
export function RecomputeSheet({ evaluation }: { readonly evaluation: EvaluationHead }): ReactNode {
  const say = useWords();
  const may = useMay();
  const { id, digest } = evaluation;
  return (
    <Sheet title={say('recompute.title')}>
      {digest === null ? (
        <p>{say('recompute.notYet')}</p>
      ) : (
        <ol className={styles['steps']}>
          <li>
            <p>{say('recompute.download')}</p>
            {may('assessment.export') ? (
              <ButtonLink href={packageHref(id)}>{say('recompute.package')}</ButtonLink>
            ) : (
              <p className="bc-aux">{say('recompute.noRight')}</p>
            )}
          </li>
          <li>
            <p>{say('recompute.run')}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre className={styles['command']} tabIndex={0}>
              {COMMAND}
            </pre>
          </li>
          <li>
            <p>{say('recompute.compare')}</p>
          </li>
        </ol>
      )}
    </Sheet>
  );
}
