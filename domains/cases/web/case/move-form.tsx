// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Move } from '../../model/case.ts';
import { type CaseView, moved } from '../../model/views.ts';
import { answerWords, outcomeWords } from '../../model/words.ts';
import { caseQuery, TOPIC } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';
import { HandlerChoice } from './handler-choice.tsx';
import { type Filled, faultOf, filledBody, NOTHING_FILLED } from './move-input.ts';
import { isConflict, VersionConflict } from './version-conflict.tsx';

type Props = {
  readonly view: CaseView;
  readonly move: Move;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/**
 * The form of one move. It goes by the version that was shown when it was opened: what others did meanwhile becomes a conflict that is
 * shown, not something overwritten; and whatever happens, what was typed stays.
 */
export function MoveForm({ view, move, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const [seen, setSeen] = useState(view.case.version);
  const [filled, setFilled] = useState<Filled>(NOTHING_FILLED);
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const command = useMove(view.case.id, move, onDone);
  const fault = faultOf(move, filled);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(tried > 0 ? '[aria-invalid]' : 'h3')?.focus();
  }, [tried]);
  const conflict = isConflict(command.error);
  const send = (version: number): void => {
    setSeen(version);
    if (fault !== undefined) setTried(tried + 1);
    else command.run({ version, ...filledBody(move, filled) });
  };
  const why = conflict ? undefined : view.abilities.find((ability) => ability.move === move)?.why;
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={say(`move.${move}`)}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send(seen);
      }}
    >
      <h3 tabIndex={-1}>{say(`move.${move}`)}</h3>
      <MoveFields view={view} move={move} filled={filled} onFill={setFilled} fault={tried > 0 ? fault : undefined} />
      {conflict ? (
        <VersionConflict
          view={view}
          move={move}
          filled={filled}
          onKeepTheirs={onClose}
          onSendYours={() => send(view.case.version)}
        />
      ) : (
        <>
          {why != null && <Note tone="wait">{name(why)}</Note>}
          {command.error !== null && <Failure error={command.error} doing={say(`move.${move}.doing`)} />}
          <div className={styles['buttons']}>
            <Button look="primary" type="submit" busy={command.busy}>
              {say(`move.${move}.send`)}
            </Button>
            <Button onClick={onClose}>{say('moves.back')}</Button>
          </div>
        </>
      )}
    </form>
  );
}

function useMove(id: string, move: Move, onDone: () => void) {
  const queries = useQueryClient();
  const command = useCommand<Readonly<Record<string, unknown>>, typeof moved>({
    path: `/api/cases/${id}/${move}`,
    answer: moved,
    touches: [TOPIC],
    onDone,
  });
  const { error } = command;
  useEffect(() => {
    // Whatever refused it, the page no longer shows how the case stands.
    if (error !== null) void queries.invalidateQueries({ queryKey: caseQuery(id).queryKey });
  }, [error, id, queries]);
  return command;
}

type FieldsProps = {
  readonly view: CaseView;
  readonly move: Move;
  readonly filled: Filled;
  readonly onFill: (filled: Filled) => void;
  readonly fault: ReturnType<typeof faultOf>;
};

function MoveFields({ view, move, filled, onFill, fault }: FieldsProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const told = (field: 'choice' | 'note'): string | undefined => {
    if (fault?.field !== field) return undefined;
    return fault.words === undefined
      ? say(`move.fault.${move}.${field}`)
      : `${name(fault.words.what)}${say('stop')}${name(fault.words.mend)}`;
  };
  const fill = (changed: Partial<Filled>): void => onFill({ ...filled, ...changed });
  const choice = { value: filled.choice === '' ? null : filled.choice, fault: told('choice') };
  const choose = (value: string): void => fill({ choice: value });
  const options = (words: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label: name(label) }));
  return (
    <>
      {move === 'dispatch' && (
        <HandlerChoice view={view} {...choice} onChange={(value, label) => fill({ choice: value, label })} />
      )}
      {move === 'close' && (
        <Choices label={say('move.close.choice')} options={options(outcomeWords)} {...choice} onChange={choose} />
      )}
      {move === 'answer' && (
        <Choices label={say('move.answer.choice')} options={options(answerWords)} {...choice} onChange={choose} />
      )}
      <TextField
        label={say(`move.${move}.note`)}
        aside={move === 'dispatch' || move === 'answer' ? say('report.optional') : undefined}
        hint={say('move.note.hint')}
        rows={3}
        most={500}
        value={filled.note}
        onChange={(note) => fill({ note })}
        fault={told('note')}
      />
    </>
  );
}
