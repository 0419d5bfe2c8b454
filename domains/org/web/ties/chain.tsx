// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import { unitHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { Answering } from './answering.tsx';
import styles from './ties.module.css';

type Page = z.infer<typeof relationsPage>;
type Tie = Page['held'][number];

type Props = {
  readonly unit: { readonly id: number };
  readonly chain: Page['chain'];
  readonly on: string | undefined;
  readonly onEnd: ((tie: Tie) => void) | undefined;
};

/** Who guides, trains, carries out and assesses: set for the unit itself, or for the nearest one above it. */
export function Chain({ unit, chain, on, onEnd }: Props): ReactNode {
  const say = useWords();
  return (
    <div className={styles['group']}>
      <h3>{say('ties.chain')}</h3>
      <ul className={styles['chain']}>
        {chain.map(({ duty, tie }) => (
          <li key={duty}>
            <span>{say(`ties.duty.${duty}`)}</span>
            <div>
              {tie === null ? (
                <Tag tone="wait">{say('ties.duty.none')}</Tag>
              ) : (
                <>
                  <p className={styles['other']}>
                    {tie.unit.seen ? <a href={unitHref(tie.unit.id, on)}>{tie.unit.name}</a> : tie.unit.name}
                    <Answering tie={tie} />
                  </p>
                  {tie.over.id !== unit.id && (
                    <p className="bc-aux">{say('ties.duty.above', { unit: tie.over.name })}</p>
                  )}
                </>
              )}
            </div>
            {tie !== null && onEnd !== undefined && tie.endable && tie.over.id === unit.id && (
              <Button size="small" onClick={() => onEnd(tie)}>
                {say('ties.end')}
                <span className="bc-hidden">{say('ties.of', { unit: say(`ties.duty.${duty}`) })}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
