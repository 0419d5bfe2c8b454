// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { type Column, FactsTable } from '../ui/facts/facts-table.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Note, Tag } from '../ui/tag/tag.tsx';
import { momentText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './me.module.css';
import { meQuery, type OwnSession } from './me-query.ts';

const answer = z.object({ ended: z.number() });

/** Where one is signed in; whatever one does not know is ended. */
export function OwnSessions({ sessions }: { readonly sessions: readonly OwnSession[] }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: (session: string | null) =>
      request('/api/account/sessions/end', { answer, method: 'POST', body: { session } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  const named = ({ browser, system }: OwnSession): string =>
    say('device.on', { browser: say(`device.browser.${browser}`), system: say(`device.system.${system}`) });
  const end = (session: string | null): void => {
    if (!ending.isPending) ending.mutate(session);
  };
  const columns: Column<OwnSession>[] = [
    {
      id: 'device',
      name: say('me.device'),
      cell: (row) => (
        <>
          <b>{named(row)}</b> {row.current && <Tag tone="info">{say('me.here')}</Tag>}
          {row.locked && <Tag tone="pause">{say('me.lockedHere')}</Tag>}
        </>
      ),
    },
    { id: 'begun', name: say('me.begun'), cell: ({ begunAt }) => momentText(begunAt, language) },
    { id: 'seen', name: say('me.seen'), cell: ({ seenAt }) => momentText(seenAt, language) },
    {
      id: 'end',
      name: '',
      cell: (row) =>
        row.current ? null : (
          <Button size="small" onClick={() => end(row.id)}>
            {say('me.end')}
            <span className="bc-hidden">{say('me.end.named', { device: named(row) })}</span>
          </Button>
        ),
    },
  ];
  return (
    <Sheet title={say('me.sessions')} aside={say('me.sessions.lead')} flush>
      <div className={styles['told']} role="status">
        {ending.isSuccess && <Note tone="ok">{say('me.ended', { count: ending.data.ended })}</Note>}
        <ToldError error={ending.error} doing={say('me.doing')} />
      </div>
      <FactsTable label={say('me.sessions')} columns={columns} rows={sessions} keyOf={({ id }) => id} />
      {sessions.length > 1 && (
        <div className={styles['end']}>
          <Button onClick={() => end(null)}>{say('me.endOthers')}</Button>
        </div>
      )}
    </Sheet>
  );
}
