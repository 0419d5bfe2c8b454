// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import type { ReactNode } from 'react';
import { madeShape } from '../../model/facts.ts';
import { FACTS } from '../data/fact-queries.ts';
import { useWords } from '../words.ts';

/** Somebody else lets it open. Whoever asked sees for whom it waits. */
export function ApproveRequest({ id, mine }: { readonly id: string; readonly mine: boolean }): ReactNode {
  const say = useWords();
  const may = useMay();
  const approve = useCommand<object, typeof madeShape>({
    path: `/api/assessment/facts/requests/${id}/approve`,
    answer: madeShape,
    touches: [FACTS],
  });
  const because = mine ? say('request.approve.own') : may('assessment.allow') ? undefined : say('request.approve.no');
  return (
    <span>
      {approve.error !== null && <Failure error={approve.error} doing={say('request.approve')} />}
      <Button busy={approve.busy} because={because} onClick={() => approve.run({})}>
        {say('request.approve')}
      </Button>
    </span>
  );
}
