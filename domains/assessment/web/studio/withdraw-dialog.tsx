// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { savedShape } from '../../model/drafts.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';
import { draftsHref } from './studio-queries.ts';

type Props = { readonly id: string; readonly version: number; readonly onClose: () => void };

/** A draft that nobody goes on with: it stays to be read. */
export function WithdrawDialog({ id, version, onClose }: Props): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const withdraw = useCommand<{ version: number }, typeof savedShape>({
    path: `/api/assessment/drafts/${id}/withdraw`,
    answer: savedShape,
    touches: ['assessment-drafts'],
    onDone: () => void navigate({ to: draftsHref }),
  });
  return (
    <Dialog title={say('studio.withdraw.title')} onClose={onClose}>
      <div className={styles['publish']}>
        <p>{say('studio.withdraw.what')}</p>
        {withdraw.error !== null && <Failure error={withdraw.error} doing={say('studio.withdraw.doing')} />}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{say('studio.withdraw.keep')}</Button>
          <Button look="danger" busy={withdraw.busy} onClick={() => withdraw.run({ version })}>
            {say('studio.withdraw')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
