// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { handoversPage } from '../../model/posts.ts';
import { unitHref } from '../data/addresses.ts';
import { handoversQuery, TOPIC } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './handovers.module.css';

type Handover = z.infer<typeof handoversPage>['handovers'][number];

/** Posts that went from one holder to the next: what was open, and whether the next one has taken it over. */
export default function HandoversScreen(): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(handoversQuery);
  return (
    <>
      <PageTitle title={say('handovers.title')} lead={say('handovers.lead')} />
      {data !== undefined ? (
        <Handovers handovers={data.handovers} />
      ) : error === null ? (
        <Skeleton lines={6}>{say('handovers.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('handovers.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

/** First what the reader has to confirm, then what others have to, then what is done. */
function Handovers({ handovers }: { readonly handovers: readonly Handover[] }): ReactNode {
  const say = useWords();
  if (handovers.length === 0) return <Empty title={say('handovers.none')}>{say('handovers.none.why')}</Empty>;
  const open = handovers.filter(({ confirmedAt }) => confirmedAt === null);
  const groups = [
    { key: 'mine', rows: open.filter(({ mine }) => mine) },
    { key: 'open', rows: open.filter(({ mine }) => !mine) },
    { key: 'confirmed', rows: handovers.filter(({ confirmedAt }) => confirmedAt !== null) },
  ] as const;
  return (
    <div className={styles['groups']}>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ key, rows }) => (
          <Sheet key={key} title={say(`handovers.${key}`)} aside={say('handovers.count', { count: rows.length })} flush>
            <ul>
              {rows.map((handover) => (
                <HandoverRow key={handover.id} handover={handover} />
              ))}
            </ul>
          </Sheet>
        ))}
    </div>
  );
}

function HandoverRow({ handover }: { readonly handover: Handover }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { id, unit, unitName, roleTitle, on, note, confirmedAt, mine } = handover;
  return (
    <li className={styles['row']}>
      <div className={styles['what']}>
        <p className={styles['post']}>
          <a href={unitHref(unit)}>{unitName}</a>
          <b>{name(roleTitle)}</b>
          {confirmedAt === null ? (
            <Tag tone="wait">{say('handovers.waits')}</Tag>
          ) : (
            <Tag tone="ok">{say('handovers.taken', { time: momentText(confirmedAt, language) })}</Tag>
          )}
        </p>
        <p className="bc-aux">{say('handovers.from', { date: dateText(on, language, true) })}</p>
        <OpenWork handover={handover} />
        {note !== '' && <p className={styles['note']}>{note}</p>}
      </div>
      {mine && confirmedAt === null && <Confirm id={id} />}
    </li>
  );
}

/** What was open when the post went over. */
function OpenWork({ handover: { openWork } }: { readonly handover: Handover }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (openWork.length === 0) return <p>{say('handovers.noWork')}</p>;
  const counts = openWork.map(({ title, count }) =>
    say('handovers.work.count', { what: name(title), count: numberText(count) }),
  );
  return <p>{say('handovers.work', { counts: counts.join(say('list.comma')) })}</p>;
}

function Confirm({ id }: { readonly id: string }): ReactNode {
  const say = useWords();
  const command = useCommand<object, z.ZodObject>({
    path: `/api/org/handovers/${id}/confirm`,
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
  });
  return (
    <div className={styles['confirm']}>
      <Note>{say('handovers.confirm.why')}</Note>
      {command.error !== null && <Failure error={command.error} doing={say('handovers.confirm')} />}
      <Button look="primary" busy={command.busy} onClick={() => command.run({})}>
        {say('handovers.confirm')}
      </Button>
    </div>
  );
}
