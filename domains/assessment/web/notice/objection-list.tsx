// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { type ObjectionRow, objectedShape } from '../../model/notice.ts';
import { noticeHref, unitHref } from '../data/addresses.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import styles from '../decide/decide.module.css';
import { usePeriodName } from '../head/period-chooser.tsx';
import { gridHref, reviewHref } from '../review/review-queries.ts';
import { lastDayOf } from '../shape/last-day.ts';
import { useWords } from '../words.ts';
import { ObjectorContact } from './objector-contact.tsx';

const tones: Readonly<Record<ObjectionRow['state'], Tone>> = { open: 'wait', upheld: 'ok', rejected: 'mute' };

type Props = {
  readonly objections: readonly ObjectionRow[];
  /** Whether each says which notice it is about. */
  readonly named?: boolean;
};

/** What was objected to, whose turn it is and by when, and how it was answered. */
export function ObjectionList({ objections, named = false }: Props): ReactNode {
  const say = useWords();
  if (objections.length === 0) return <p className={styles['quiet']}>{say('objections.none')}</p>;
  return (
    <ul className={styles['rows']}>
      {objections.map((one) => (
        <Objection key={one.id} one={one} named={named} />
      ))}
    </ul>
  );
}

function Objection({ one, named }: { readonly one: ObjectionRow; readonly named: boolean }): ReactNode {
  const say = useWords();
  const name = useNames();
  const periodName = usePeriodName();
  const { language } = useLanguage();
  const may = useMay();
  const { unit, period, method, notice, section, source, reason, state, dueAt, madeAt, turn, answer } = one;
  const about = section === null ? say('objection.whole') : name(section);
  return (
    <li>
      <div className={styles['line']}>
        <Tag tone={tones[state]}>{say(`objection.${state}`)}</Tag>
        <a href={unitHref(unit.id, { period, method, evaluation: notice })}>{unit.name}</a>
        <span>{about}</span>
        {named && <a href={noticeHref(notice)}>{periodName(period)}</a>}
        <span className={styles['aux']}>
          {say(`objection.by.${source}`)} · {dateText(madeAt, language)}
        </span>
      </div>
      <p className={styles['reason']}>{reason}</p>
      {turn !== null && (
        <p className={styles['aux']}>
          {say('objection.turn', { who: name(turn), date: dateText(lastDayOf(dueAt), language) })}
        </p>
      )}
      {answer !== null && (
        <>
          <p className={styles['reason']}>{say('objection.answer', { answer })}</p>
          <p className={styles['aux']}>
            {one.decidedBy !== null && `${one.decidedBy.unit} · ${name(one.decidedBy.post)}`}{' '}
            {one.decidedAt !== null && dateText(one.decidedAt, language)}
          </p>
        </>
      )}
      {state === 'upheld' && one.review !== null && may('assessment.convene') && (
        <p className={styles['aux']}>
          <a href={one.sectionId === null ? reviewHref(one.review) : gridHref(one.review, one.sectionId, unit.id)}>
            {say(one.corrected ? 'objection.corrected' : 'objection.toReview')}
          </a>
        </p>
      )}
      <ObjectorContact one={one} />
      <Answering one={one} />
    </li>
  );
}

/** For whoever may answer; where not, why not. */
function Answering({ one }: { readonly one: ObjectionRow }): ReactNode {
  const say = useWords();
  const name = useNames();
  const [asking, setAsking] = useState(false);
  if (one.state !== 'open') return null;
  return (
    <p className={styles['tight']}>
      <Button
        size="small"
        because={one.mayAnswer || one.whyNot === null ? undefined : name(one.whyNot)}
        onClick={() => setAsking(true)}
      >
        {say('objection.settle')}
      </Button>
      {asking && (
        <AskDialog
          title={say('objection.settle.title', { unit: one.unit.name })}
          what={[one.reason, say('objection.settle.read'), say('objection.settle.then')]}
          fields={[
            {
              id: 'outcome',
              label: say('objection.outcome'),
              least: 1,
              options: [
                { value: '', label: say('ask.choose') },
                { value: 'upheld', label: say('objection.upheld') },
                { value: 'rejected', label: say('objection.rejected') },
              ],
            },
            { id: 'answer', label: say('objection.reply'), least: 4, most: 1000, rows: 4 },
          ]}
          path={`/api/assessment/objections/${one.id}/answer`}
          answer={objectedShape}
          confirm={say('objection.settle.confirm')}
          doing={say('objection.settle.doing')}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  );
}
