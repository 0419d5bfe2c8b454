// SPDX-License-Identifier: Apache-2.0
import { civilDate, civilDateSchema } from '@beichen/kernel/time.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { MeetingInput, ReviewPage } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './review.module.css';

const unitsIn = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

type Draft = { readonly [Key in 'heldOn' | 'present' | 'absent' | 'minutes' | 'decision']: string } & {
  readonly ends: 'yes' | 'no';
};

/** A meeting as it was held: the units that came and those that did not, what was settled, and whether the review ends with it. */
export function MeetingForm({ page, onClose }: { readonly page: ReviewPage; readonly onClose: () => void }): ReactNode {
  const say = useWords();
  const { review, holds } = page;
  const empty = { heldOn: review.today, present: '', absent: '', minutes: '', decision: '', ends: 'no' } as const;
  const [draft, setDraft] = useState<Draft>(empty);
  const [tried, setTried] = useState(false);
  const command = useCommand<MeetingInput, z.ZodObject>({
    path: `/api/assessment/reviews/${review.id}/meetings`,
    answer: z.object({ id: z.uuid() }),
    touches: ['assessment'],
    onDone: onClose,
  });
  const input = inputOf(draft);
  const wanting = new Set([
    ...(input.present.length === 0 ? ['present'] : []),
    ...(input.minutes.length < 10 ? ['minutes'] : []),
  ]);
  const send = (): void => {
    setTried(true);
    if (wanting.size === 0) command.run(input);
  };
  return (
    <Dialog title={say('meetings.write')} onClose={onClose}>
      <div className={styles['form']}>
        <MeetingFields
          draft={draft}
          onFill={(changed) => setDraft({ ...draft, ...changed })}
          wanting={tried ? wanting : new Set()}
          today={review.today}
        />
        <Ending draft={draft} onFill={(changed) => setDraft({ ...draft, ...changed })} held={holds.length} />
        {command.error !== null && <Failure error={command.error} doing={say('meetings.doing')} />}
        <div className={styles['buttons']}>
          <Button look="primary" busy={command.busy} onClick={send}>
            {say(draft.ends === 'yes' ? 'meetings.sendEnd' : 'meetings.send')}
          </Button>
          <Button onClick={onClose}>{say('form.back')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function inputOf({ heldOn, present, absent, minutes, decision, ends }: Draft): MeetingInput {
  const day = civilDateSchema.safeParse(heldOn);
  return {
    heldOn: day.data ?? civilDate('0001-01-01'),
    present: unitsIn(present),
    absent: unitsIn(absent),
    minutes: minutes.trim(),
    concludes: ends === 'yes',
    decision: decision.trim() === '' ? null : decision.trim(),
  };
}

type FieldsProps = { readonly draft: Draft; readonly onFill: (changed: Partial<Draft>) => void };

function MeetingFields({
  draft,
  onFill,
  wanting,
  today,
}: FieldsProps & { readonly wanting: ReadonlySet<string>; readonly today: string }): ReactNode {
  const say = useWords();
  return (
    <>
      <TextField
        label={say('meetings.heldOn')}
        type="date"
        max={today}
        value={draft.heldOn}
        onChange={(heldOn) => onFill({ heldOn })}
      />
      <TextField
        label={say('meetings.presentUnits')}
        hint={say('meetings.units.hint')}
        rows={2}
        value={draft.present}
        onChange={(present) => onFill({ present })}
        fault={wanting.has('present') ? say('meetings.presentUnits.wanting') : undefined}
      />
      <TextField
        label={say('meetings.absentUnits')}
        aside={say('form.optional')}
        rows={2}
        value={draft.absent}
        onChange={(absent) => onFill({ absent })}
      />
      <TextField
        label={say('meetings.minutes')}
        hint={say('meetings.minutes.hint')}
        rows={6}
        most={20_000}
        value={draft.minutes}
        onChange={(minutes) => onFill({ minutes })}
        fault={wanting.has('minutes') ? say('meetings.minutes.wanting') : undefined}
      />
    </>
  );
}

/** Whether the review ends; with facts still held, by which decision. */
function Ending({ draft, onFill, held }: FieldsProps & { readonly held: number }): ReactNode {
  const say = useWords();
  return (
    <>
      <Choices
        label={say('meetings.ends')}
        options={[
          { value: 'no', label: say('meetings.ends.no') },
          { value: 'yes', label: say('meetings.ends.yes'), more: say('meetings.ends.yes.more') },
        ]}
        value={draft.ends}
        onChange={(ends) => onFill({ ends })}
      />
      {draft.ends === 'yes' && held > 0 && (
        <>
          <Note tone="pause">{say('meetings.held', { count: numberText(held) })}</Note>
          <TextField
            label={say('meetings.decisionField')}
            hint={say('meetings.decision.hint')}
            most={200}
            value={draft.decision}
            onChange={(decision) => onFill({ decision })}
          />
        </>
      )}
    </>
  );
}
