// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { caseHref } from '../data/addresses.ts';
import { caseQuery, kindsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './report.module.css';
import { spelled } from './tracking-code.ts';
import type { Sent } from './use-report.ts';

type Props = { readonly sent: Sent; readonly wasThere: boolean; readonly onAgain: () => void };

/** It has arrived: its number, what follows, and what the resident takes along. */
export function SentCase({ sent, wasThere, onAgain }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const title = useRef<HTMLHeadingElement>(null);
  const { data } = useQuery(caseQuery(sent.id));
  const kinds = useQuery(kindsQuery).data?.kinds ?? [];
  const row = data?.case;
  const category = kinds.flatMap((kind) => kind.categories).find(({ id }) => id === row?.category.id);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles['sent']}>
      <h2 ref={title} tabIndex={-1}>
        {say(wasThere ? 'report.there' : 'report.done')}
      </h2>
      {wasThere && <Note>{say('report.there.why')}</Note>}
      {row !== undefined && (
        <>
          <p className={styles['number']}>{row.number}</p>
          <p>{[row.summary, row.place, row.unit.name, name(row.category.title)].join(say('dot'))}</p>
        </>
      )}
      <p>
        {category?.limit.unit === 'working-days'
          ? say('report.next.days', { count: numberText(category.limit.amount) })
          : say('report.next')}
      </p>
      {sent.code !== null && <Slip code={sent.code} number={row?.number ?? ''} />}
      <div className={styles['then']}>
        <Button look="primary" onClick={onAgain}>
          {say('report.another')}
        </Button>
        <ButtonLink href={caseHref(sent.id)}>{say('report.open')}</ButtonLink>
      </div>
    </div>
  );
}

/** For the resident, in everyday words; printed, it is the only thing on the paper. */
function Slip({ code, number }: { readonly code: string; readonly number: string }): ReactNode {
  const say = useWords();
  return (
    <section className={styles['slip']} aria-label={say('report.code')}>
      <b>{say('report.code')}</b>
      <p className={styles['code']}>{spelled(code)}</p>
      <p className={styles['slipNumber']}>{number}</p>
      <p>{say('report.code.use')}</p>
      <p className={styles['once']}>{say('report.code.once')}</p>
      <Button onClick={() => window.print()}>{say('report.print')}</Button>
    </section>
  );
}
