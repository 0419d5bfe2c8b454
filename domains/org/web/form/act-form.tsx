// SPDX-License-Identifier: Apache-2.0
import type { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../words.ts';
import styles from './act-form.module.css';
import { type FaultTexts, faultsIn, useFaultTexts, useFirstFault } from './faults.ts';

type Props = {
  readonly title: string;
  /** What follows from it, in words. */
  readonly consequences: readonly string[];
  /** What the button says: the action and its result; and what is said when it did not succeed. */
  readonly send: string;
  readonly doing: string;
  readonly danger?: boolean;
  /** Why it cannot be sent now. */
  readonly because?: string | undefined;
  /** What is wanting, by place. */
  readonly wanting: FaultTexts;
  readonly command: Pick<ReturnType<typeof useCommand>, 'busy' | 'error'>;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** The fields; each asks for what is wrong at its place. */
  readonly children: (faultOf: (path: string) => string | undefined) => ReactNode;
};

/** A small form with what follows from it: what is wrong stands at its field, and what was typed stays until it has succeeded. */
export function ActForm({ title, consequences, send, doing, danger = false, ...props }: Props): ReactNode {
  const { because, wanting, command, onSend, onClose, children } = props;
  const say = useWords();
  const [tried, setTried] = useState(0);
  const told = useFaultTexts()(faultsIn(command.error));
  const form = useFirstFault<HTMLFormElement>(tried);
  useEffect(() => {
    if (command.error !== null) setTried((turn) => turn + 1);
  }, [command.error]);
  useEffect(() => form.current?.querySelector<HTMLElement>('h3')?.focus(), [form]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanting.size > 0) setTried(tried + 1);
    else if (because === undefined) onSend();
  };
  return (
    <form ref={form} className={styles['form']} aria-label={title} noValidate onSubmit={submit}>
      <h3 tabIndex={-1}>{title}</h3>
      {children((path) => (tried > 0 ? (wanting.get(path) ?? told.get(path)) : undefined))}
      <Note tone={danger ? 'wait' : 'info'}>
        <ul>
          {consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Note>
      {command.error !== null && <Failure error={command.error} doing={doing} />}
      <div className={styles['buttons']}>
        <Button look={danger ? 'danger' : 'primary'} type="submit" busy={command.busy} because={because}>
          {send}
        </Button>
        <Button onClick={onClose}>{say('form.back')}</Button>
      </div>
    </form>
  );
}
