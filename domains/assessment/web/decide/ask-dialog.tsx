// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useWords } from '../words.ts';
import styles from './decide.module.css';

export type AskField = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** At least so many characters; 0 where it may stay empty. */
  readonly least: number;
  readonly most?: number;
  readonly rows?: number;
  readonly date?: boolean;
  /** The last day that may be chosen. */
  readonly max?: string;
  readonly initial?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
};

type Props<T extends z.ZodType> = {
  readonly title: string;
  /** What follows from it, sentence by sentence. */
  readonly what?: readonly string[];
  readonly fields: readonly AskField[];
  readonly path: string;
  /** What is sent beside the fields; an empty field of `least` 0 is sent as `null`. */
  readonly rest?: Readonly<Record<string, unknown>>;
  readonly answer: T;
  readonly confirm: string;
  readonly doing: string;
  readonly onDone?: (answer: z.infer<T>) => void;
  readonly onClose: () => void;
};

type Filled = Readonly<Record<string, string>>;

const lackText = ({ options, least }: AskField, say: ReturnType<typeof useWords>): string =>
  options === undefined ? say('ask.lacks', { count: least }) : say('ask.choose');

/** Something that is decided in writing: it says what follows, takes the few things that it needs, and keeps them where it was refused. */
export function AskDialog<T extends z.ZodType>(props: Props<T>): ReactNode {
  const { title, what = [], fields, path, rest = {}, answer, confirm, doing, onDone, onClose } = props;
  const say = useWords();
  const [filled, setFilled] = useState<Filled>(() =>
    Object.fromEntries(fields.map(({ id, initial, options }) => [id, initial ?? options?.[0]?.value ?? ''])),
  );
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const command = useCommand<Readonly<Record<string, unknown>>, T>({
    path,
    answer,
    touches: ['assessment'],
    onDone: (done) => {
      onClose();
      onDone?.(done);
    },
  });
  const faults = useFaults(command.error);
  const lacks = ({ id, least }: AskField): boolean => (filled[id] ?? '').trim().length < least;
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [tried]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(tried + 1);
    if (fields.some(lacks)) return;
    const values = fields.map(({ id, least }) => [id, least === 0 && filled[id] === '' ? null : filled[id]?.trim()]);
    command.run({ ...rest, ...Object.fromEntries(values) });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form ref={form} className={styles['form']} noValidate onSubmit={send}>
        {what.length > 0 && (
          <ul className={styles['what']}>
            {what.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {fields.map((field) => (
          <Asked
            key={field.id}
            field={field}
            value={filled[field.id] ?? ''}
            fault={tried > 0 && lacks(field) ? lackText(field, say) : faults.get(field.id)}
            onChange={(value) => setFilled({ ...filled, [field.id]: value })}
          />
        ))}
        {command.error !== null && faults.size === 0 && <Failure error={command.error} doing={doing} />}
        <div className={styles['actions']}>
          <Button look="primary" type="submit" busy={command.busy}>
            {confirm}
          </Button>
          <Button onClick={onClose}>{say('ask.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Faults that the server found, by the field that they stand at. */
function useFaults(error: Error | null): ReadonlyMap<string, string> {
  const say = useWords();
  const name = useNames();
  const faults = error instanceof ProblemError ? error.problem.faults : [];
  return new Map(
    faults.map(({ path, what, mend }) => [
      path.split(/[./]/).at(-1) ?? '',
      `${name(what)}${say('ask.stop')}${name(mend)}`,
    ]),
  );
}

type AskedProps = {
  readonly field: AskField;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
};

function Asked({ field, value, fault, onChange }: AskedProps): ReactNode {
  const say = useWords();
  const { label, hint, options, least, most, rows, date = false, max } = field;
  const named = { label, hint, fault, ...(least === 0 ? { aside: say('ask.optional') } : {}) };
  if (options !== undefined) return <SelectField {...named} value={value} onChange={onChange} options={options} />;
  return (
    <TextField
      {...named}
      value={value}
      onChange={onChange}
      type={date ? 'date' : 'text'}
      {...(most === undefined ? {} : { most })}
      {...(rows === undefined ? {} : { rows })}
      {...(max === undefined ? {} : { max })}
    />
  );
}
