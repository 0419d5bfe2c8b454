// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { contactShape, type ObjectionRow } from '../../model/notice.ts';
import styles from '../decide/decide.module.css';
import { useWords } from '../words.ts';

/** How an objector can be reached, once somebody who must answer asks for it. The values stay on this page alone and go with it. */
export function ObjectorContact({ one }: { readonly one: ObjectionRow }): ReactNode {
  const say = useWords();
  const name = useNames();
  // Not a query: what was read once is not kept, nor read again by itself, since each reading is logged.
  const reading = useMutation({
    mutationFn: () =>
      request(`/api/assessment/objections/${one.id}/contact?purpose=contact-reporter`, { answer: contactShape }),
    gcTime: 0,
  });
  if (!one.contact) return null;
  if (reading.data !== undefined)
    return (
      <>
        <FactsList
          facts={[
            { name: say('objector.name'), value: reading.data.name ?? say('objector.notLeft') },
            { name: say('objector.phone'), value: reading.data.phone ?? say('objector.notLeft') },
          ]}
        />
        <p className={styles['aux']}>{say('objector.wasLogged')}</p>
      </>
    );
  return (
    <div className={styles['tight']}>
      <Button
        size="small"
        busy={reading.isPending}
        because={one.contactWhyNot === null ? undefined : name(one.contactWhyNot)}
        onClick={() => reading.mutate()}
      >
        {say('objector.reveal')}
      </Button>
      {one.contactWhyNot === null && <p className={styles['aux']}>{say('objector.logged')}</p>}
      {reading.error !== null && <Failure error={reading.error} doing={say('objector.doing')} />}
    </div>
  );
}
