// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Note, Tag, type Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { changeView } from '../../model/changes.ts';
import { unitHref } from '../data/addresses.ts';
import { FaultList } from '../form/fault-list.tsx';
import { StepsList } from '../history/steps-list.tsx';
import { useWords } from '../words.ts';
import styles from './changes.module.css';
import { UndoForm, WithdrawForm } from './take-back-forms.tsx';

type Change = z.infer<typeof changeView>;

const TONES: Readonly<Record<Change['state'], Tone>> = {
  planned: 'wait',
  done: 'ok',
  withdrawn: 'mute',
  refused: 'bad',
};

/** One change: what about, from when, on what basis, what it does or did, and how it is taken back. */
export function ChangeRow({ change }: { readonly change: Change }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { state, units, from, basis, steps, faults, undoneBy, madeAt } = change;
  return (
    <li className={styles['row']} id={change.id}>
      <h3>
        {say(`kind.${change.kind}`)}
        {units.map(({ id, name }) => (
          <a key={id} href={unitHref(id)}>
            {name}
          </a>
        ))}
        <Tag tone={TONES[state]}>{say(`state.${state}`)}</Tag>
        {undoneBy !== null && <Tag tone="pause">{say('history.undone')}</Tag>}
      </h3>
      <p className="bc-aux">
        {[
          say('changes.from', { date: dateText(from, language, true) }),
          say('history.basis', { basis }),
          say('changes.made', { time: momentText(madeAt, language) }),
        ].join(say('dot'))}
      </p>
      <StepsList steps={steps} />
      {faults.length > 0 && (
        <Note tone={state === 'refused' ? 'bad' : 'wait'}>
          <b>{say(state === 'refused' ? 'changes.refused.why' : 'changes.planned.stands')}</b>
          <FaultList faults={faults} />
        </Note>
      )}
      <TakeBack change={change} />
    </li>
  );
}

/** What waits can be withdrawn; what was carried out is undone by a new change. */
function TakeBack({ change }: { readonly change: Change }): ReactNode {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  if (change.state !== 'planned' && !change.undoable) return null;
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {say(change.state === 'planned' ? 'changes.withdraw' : 'changes.undo')}
      </Button>
    );
  return (
    <div className={styles['form']}>
      {change.state === 'planned' ? (
        <WithdrawForm change={change} onClose={close} />
      ) : (
        <UndoForm change={change} onClose={close} />
      )}
    </div>
  );
}
