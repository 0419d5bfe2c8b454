// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import type { ReviewPage } from '../../model/review.ts';
import { useWords } from '../words.ts';
import { MeetingForm } from './meeting-form.tsx';
import styles from './review.module.css';

type Meeting = ReviewPage['meetings'][number];

/** The meetings of the joint review; whoever convenes writes one down. */
export function MeetingsSheet(page: ReviewPage): ReactNode {
  const say = useWords();
  const [writing, setWriting] = useState(false);
  const { review, meetings, mayConvene } = page;
  const canWrite = mayConvene && review.concludedAt === null;
  return (
    <Sheet
      title={say('meetings.title')}
      flush
      aside={
        canWrite && (
          <Button size="small" onClick={() => setWriting(true)}>
            {say('meetings.write')}
          </Button>
        )
      }
    >
      {meetings.length === 0 && <p className={styles['quiet']}>{say('meetings.none')}</p>}
      <ul className={styles['list']}>
        {meetings.map((meeting) => (
          <Held key={meeting.id} meeting={meeting} />
        ))}
      </ul>
      {writing && <MeetingForm page={page} onClose={() => setWriting(false)} />}
    </Sheet>
  );
}

function Held({ meeting }: { readonly meeting: Meeting }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { heldOn, present, absent, minutes, concludes, decision, by } = meeting;
  const between = say('meetings.between');
  return (
    <li>
      <div className={styles['line']}>
        <b>{dateText(heldOn, language, true)}</b>
        {concludes && <Tag tone="ok">{say('meetings.concluded')}</Tag>}
      </div>
      <p>{say('meetings.present', { units: present.join(between) })}</p>
      {absent.length > 0 && <p>{say('meetings.absent', { units: absent.join(between) })}</p>}
      <p className={styles['minutes']}>{minutes}</p>
      {decision !== null && <p>{say('meetings.decision', { decision })}</p>}
      <p className="bc-aux">{say('meetings.by', { unit: by.unit, post: name(by.title) })}</p>
    </li>
  );
}
