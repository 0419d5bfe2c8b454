// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { doneShape, type WaitingUnit } from '../../model/facts.ts';
import { FACTS } from '../data/fact-queries.ts';
import { useWords } from '../words.ts';
import styles from './facts.module.css';

type Props = { readonly form: string; readonly late: WaitingUnit['late'] };

/** The form is locked: why it is late, and that somebody else may open it once more. */
export function AskLate({ form, late }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const [reason, setReason] = useState('');
  const ask = useCommand<{ reason: string }, typeof doneShape>({
    path: `/api/assessment/facts/forms/${form}/late`,
    answer: doneShape,
    touches: [FACTS],
  });
  if (late !== null && late.until === null)
    return (
      <Note tone="wait">{say('form.late.waits', { at: momentText(late.askedAt, language), reason: late.reason })}</Note>
    );
  return (
    <Sheet title={say('form.late.title')}>
      <div className={styles['form']}>
        <p>{say('form.late.what')}</p>
        <TextField label={say('form.late.reason')} value={reason} most={200} onChange={setReason} />
        {ask.error !== null && <Failure error={ask.error} doing={say('form.late.doing')} />}
        <div className={styles['buttons']}>
          <Button
            look="primary"
            busy={ask.busy}
            because={reason.trim().length < 2 ? say('form.late.needs') : undefined}
            onClick={() => ask.run({ reason })}
          >
            {say('form.late.ask')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
