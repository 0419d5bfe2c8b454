// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { Field } from '@beichen/platform-web/ui/field/field.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { publishedShape } from '../../model/drafts.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';
import { draftsHref } from './studio-queries.ts';

type Input = { version: number; approval: { number: string; text: string }; from: string; to: string };

type Props = {
  readonly id: string;
  readonly version: number;
  /** What the text itself says of its basis: where the fields begin. */
  readonly text: string;
  readonly onClose: () => void;
};

const dateIn = (text: string, key: 'from' | 'to'): string =>
  new RegExp(`\\b${key}: ["']?(\\d{4}-\\d{2}-\\d{2})`, 'u').exec(/^basis:.*$/mu.exec(text)?.[0] ?? '')?.[1] ?? '';

const FIELDS = [
  { key: 'number', path: 'body/approval/number', type: 'text' },
  { key: 'text', path: 'body/approval/text', type: 'text' },
  { key: 'from', path: 'body/from', type: 'date' },
  { key: 'to', path: 'body/to', type: 'date' },
] as const;

/** Which document approves it, and for how long it holds; and in words what publishing does. */
export function PublishDialog({ id, version, text, onClose }: Props): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const [filled, setFilled] = useState({ number: '', text: '', from: dateIn(text, 'from'), to: dateIn(text, 'to') });
  const publish = useCommand<Input, typeof publishedShape>({
    path: `/api/assessment/drafts/${id}/publish`,
    answer: publishedShape,
    touches: ['assessment', 'assessment-drafts'],
    onDone: () => void navigate({ to: draftsHref }),
  });
  const told = useFieldFaults(publish.error);
  const lacking = Object.values(filled).some((one) => one.trim() === '');
  const { number, text: title, from, to } = filled;
  return (
    <Dialog title={say('studio.publish.title')} onClose={onClose}>
      <div className={styles['publish']}>
        <ul>
          <li>{say('studio.publish.stays')}</li>
          <li>{say('studio.publish.old')}</li>
          <li>{say('studio.publish.term')}</li>
        </ul>
        {FIELDS.map(({ key, path, type }) => (
          <Field
            key={key}
            label={say(`studio.publish.${key}`)}
            type={type}
            value={filled[key]}
            fault={told(path)}
            onChange={({ target }) => setFilled({ ...filled, [key]: target.value })}
          />
        ))}
        {publish.error !== null && <Failure error={publish.error} doing={say('studio.publish.doing')} />}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{say('studio.publish.cancel')}</Button>
          <Button
            look="primary"
            busy={publish.busy}
            because={lacking ? say('studio.publish.lacking') : undefined}
            onClick={() => publish.run({ version, approval: { number, text: title }, from, to })}
          >
            {say('studio.publish.do')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What was told of a field, with how to mend it. */
function useFieldFaults(error: Error | null): (path: string) => string | undefined {
  const say = useWords();
  const name = useNames();
  const faults = error instanceof ProblemError ? error.problem.faults : [];
  return (path) => {
    const own = faults.filter((fault) => fault.path === path);
    if (own.length === 0) return undefined;
    return own.map(({ what, mend }) => say('studio.check.said', { what: name(what), mend: name(mend) })).join('');
  };
}
