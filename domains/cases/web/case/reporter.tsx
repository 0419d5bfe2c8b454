// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type CaseView, contactView } from '../../model/views.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';

/** How the reporter can be reached: masked, until somebody asks for a purpose. The values stay on this page alone and go with it. */
export function Reporter({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { case: row, reporter, abilities } = view;
  // Not a query: what was read once is not kept, nor read again by itself, since each reading is logged.
  const reading = useMutation({
    mutationFn: () => request(`/api/cases/${row.id}/contact?purpose=contact-reporter`, { answer: contactView }),
    gcTime: 0,
  });
  if (reporter === null) return <p>{say('reporter.none')}</p>;
  const shown = reading.data ?? reporter;
  const ability = abilities.find(({ move }) => move === 'contact');
  const because = ability?.why == null ? undefined : name(ability.why);
  return (
    <>
      <FactsList
        facts={[
          { name: say('reporter.name'), value: shown.name ?? say('reporter.notLeft') },
          { name: say('reporter.phone'), value: shown.phone ?? say('reporter.notLeft') },
        ]}
      />
      {reading.data === undefined ? (
        <div className={styles['reveal']}>
          <Button busy={reading.isPending} because={because} onClick={() => reading.mutate()}>
            {say('reporter.reveal')}
          </Button>
          {because === undefined && <p className="bc-aux">{say('reporter.logged')}</p>}
        </div>
      ) : (
        <p className="bc-aux">{say('reporter.wasLogged')}</p>
      )}
      {reading.error !== null && <Failure error={reading.error} doing={say('reporter.doing')} />}
    </>
  );
}
