// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { MOVES, type Move } from '../../model/case.ts';
import type { Ability, CaseView } from '../../model/views.ts';
import { useWords } from '../words.ts';
import styles from './case.module.css';
import { MoveForm } from './move-form.tsx';

type Props = { readonly view: CaseView; readonly opened: Move | undefined };

const abilityOf = (view: CaseView, move: Move): Ability | undefined => view.abilities.find((one) => one.move === move);

/** What may be done now, by the server's word; what may not be done says why. */
export function Moves({ view, opened }: Props): ReactNode {
  const say = useWords();
  const [open, setOpen] = useState<Move | null>(() =>
    opened !== undefined && abilityOf(view, opened)?.allowed === true ? opened : null,
  );
  const [done, setDone] = useState<Move | null>(null);
  const first = MOVES.find((move) => abilityOf(view, move)?.allowed === true);
  return (
    <Sheet title={say('moves.title')} aside={say('moves.aside')}>
      <div role="status">{done !== null && <Note tone="ok">{say(`move.${done}.done`)}</Note>}</div>
      {open === null ? (
        <div className={styles['moves']}>
          {MOVES.map((move) => (
            <MoveButton
              key={move}
              move={move}
              ability={abilityOf(view, move)}
              primary={move === first}
              onOpen={() => {
                setDone(null);
                setOpen(move);
              }}
            />
          ))}
        </div>
      ) : (
        <MoveForm
          key={open}
          view={view}
          move={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setDone(open);
            setOpen(null);
          }}
        />
      )}
    </Sheet>
  );
}

type ButtonProps = {
  readonly move: Move;
  readonly ability: Ability | undefined;
  readonly primary: boolean;
  readonly onOpen: () => void;
};

/** A move with what follows from it, or with what stands against it. */
function MoveButton({ move, ability, primary, onOpen }: ButtonProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const allowed = ability?.allowed === true;
  const why = ability?.why ?? null;
  return (
    <button
      type="button"
      className={clsx(styles['move'], primary && styles['first'], !allowed && styles['off'])}
      aria-disabled={!allowed || undefined}
      onClick={() => {
        if (allowed) onOpen();
      }}
    >
      {say(`move.${move}`)}
      <small>{why === null ? say(`move.${move}.what`) : name(why)}</small>
    </button>
  );
}
