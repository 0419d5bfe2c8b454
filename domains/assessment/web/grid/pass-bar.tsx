// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { Grid, PassInput } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './grid.module.css';

type Props = { readonly grid: Grid; readonly ticked: readonly number[]; readonly onDone: () => void };

const answer = z.object({ units: z.int() });

/** Is done with what is ticked, or sends it back. Says in which step, and why there is nothing to do. */
export function PassBar({ grid, ticked, onDone }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const [returning, setReturning] = useState(false);
  const { review, section } = grid;
  const turns = new Set(grid.units.flatMap(({ turn }) => turn ?? []));
  const step = review.steps.find(({ id }) => turns.has(id));
  const command = useCommand<PassInput, typeof answer>({
    path: `/api/assessment/reviews/${review.id}/passes`,
    answer,
    touches: ['assessment'],
    onDone: () => {
      setReturning(false);
      onDone();
    },
  });
  const mayCorrect = grid.units.some(({ speaks }) => speaks !== null);
  if (step === undefined)
    return (
      <div className={styles['pass']}>
        <Note>{say(review.concludedAt === null ? 'grid.notYours' : mayCorrect ? 'grid.overMay' : 'grid.over')}</Note>
      </div>
    );
  const count = numberText(ticked.length);
  const because = ticked.length === 0 ? say('pass.tickFirst') : undefined;
  const isFirst = review.steps[0]?.id === step.id;
  return (
    <div className={styles['pass']}>
      <Button
        look="primary"
        busy={command.busy && !returning}
        because={because}
        onClick={() => command.run({ act: 'pass', section: section.id, units: [...ticked], reason: null })}
      >
        {say(step.own ? 'pass.own' : 'pass.send', { step: name(step.title), count })}
      </Button>
      {!isFirst && (
        <Button because={ticked.length === 0 ? '' : undefined} onClick={() => setReturning(true)}>
          {say('pass.return', { count })}
        </Button>
      )}
      {command.done !== undefined && command.error === null && (
        <span role="status">{say('pass.done', { count: numberText(command.done.units) })}</span>
      )}
      {command.error !== null && !returning && <Failure error={command.error} doing={say('pass.doing')} />}
      {returning && (
        <Returning
          count={count}
          command={command}
          onSend={(reason) => command.run({ act: 'return', section: section.id, units: [...ticked], reason })}
          onClose={() => setReturning(false)}
        />
      )}
    </div>
  );
}

type ReturningProps = {
  readonly count: string;
  readonly command: Pick<ReturnType<typeof useCommand>, 'busy' | 'error'>;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
};

function Returning({ count, command, onSend, onClose }: ReturningProps): ReactNode {
  const say = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isReason = reason.trim().length >= 4;
  return (
    <Dialog title={say('pass.return', { count })} onClose={onClose}>
      <div className={styles['form']}>
        <TextField
          label={say('judge.reason')}
          hint={say('pass.return.hint')}
          rows={3}
          most={1000}
          value={reason}
          onChange={setReason}
          fault={tried && !isReason ? say('judge.reason.wanting') : undefined}
        />
        {command.error !== null && <Failure error={command.error} doing={say('pass.doing')} />}
        <div className={styles['buttons']}>
          <Button
            look="danger"
            busy={command.busy}
            onClick={() => {
              setTried(true);
              if (isReason) onSend(reason.trim());
            }}
          >
            {say('pass.return.send', { count })}
          </Button>
          <Button onClick={onClose}>{say('form.back')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
