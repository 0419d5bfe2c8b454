// SPDX-License-Identifier: Apache-2.0
import { Segmented } from '@beichen/platform-web/ui/action/segmented.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { memo, type ReactNode, useEffect, useState } from 'react';
import type { Knob, TriedSection } from '../trial/tried.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

type Turn = (knob: Knob, value: string) => void;

type Props = {
  readonly sections: readonly TriedSection[];
  readonly knobs: readonly Knob[];
  readonly onTurn: Turn;
};

/** Weights and thresholds as controls: turning one writes into the text. */
export const KnobSheet = memo(function KnobSheet({ sections, knobs, onTurn }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const [chosen, setChosen] = useState('');
  const section = sections.find(({ id }) => id === chosen) ?? sections[0];
  if (section === undefined) return null;
  const own = knobs.filter((knob) => knob.section === section.id);
  const win = own.find(({ key }) => key === 'win');
  const sum = own.filter(({ key }) => key === 'full').reduce((total, { now }) => total + now, 0);
  return (
    <>
      <div className={styles['tabs']}>
        <Segmented
          label={say('studio.sections')}
          options={sections.map(({ id, title }) => ({ value: id, label: name(title) }))}
          value={section.id}
          onChange={setChosen}
        />
      </div>
      {win !== undefined && (
        <p className={styles['win']}>
          <b>{say('studio.key.win')}</b>
          <NumberBox knob={win} label={`${name(section.title)} ${say('studio.key.win')}`} onTurn={onTurn} />
          <span className="bc-aux">{say('studio.full', { count: sum })}</span>
        </p>
      )}
      <ul className={styles['knobs']}>
        {section.items.map((item) => (
          <ItemKnobs
            key={item.id}
            title={name(item.title)}
            knobs={own.filter((knob) => knob.item === item.id)}
            onTurn={onTurn}
          />
        ))}
      </ul>
    </>
  );
});

function ItemKnobs({ title, knobs, onTurn }: { title: string; knobs: readonly Knob[]; onTurn: Turn }): ReactNode {
  const keyName = useKeyName();
  const full = knobs.find(({ key }) => key === 'full');
  return (
    <li>
      <b>{title}</b>
      <span className={styles['weight']}>
        {full !== undefined && (
          <>
            <Slider knob={full} label={`${title} ${keyName('full')}`} onTurn={onTurn} />
            <NumberBox knob={full} label={`${title} ${keyName('full')}`} onTurn={onTurn} />
          </>
        )}
      </span>
      <span className={styles['rest']}>
        {knobs
          .filter(({ key }) => key !== 'full')
          .map((knob) => (
            <span key={knob.id}>
              <span className="bc-aux">{keyName(knob.key)}</span>
              <NumberBox knob={knob} label={`${title} ${keyName(knob.key)}`} onTurn={onTurn} />
            </span>
          ))}
      </span>
    </li>
  );
}

const NAMED = [
  'full',
  'floor',
  'shrink',
  'target',
  'limit',
  'unit',
  'lose',
  'from',
  'to',
  'each',
  'at',
  'point',
] as const;
type Named = (typeof NAMED)[number];

/** What a number is called; a name of the language stands for itself. */
function useKeyName(): (key: string) => string {
  const say = useWords();
  return (key) => {
    if (key === 'linear 1') return say('studio.key.from');
    if (key === 'linear 2') return say('studio.key.to');
    const last = key.split(' ').at(-1) ?? key;
    return (NAMED as readonly string[]).includes(last) ? say(`studio.key.${last as Named}`) : key;
  };
}

type OneProps = { readonly knob: Knob; readonly label: string; readonly onTurn: Turn };

/** What a control shows while it is turned: the text follows a moment later. */
function useShown(now: number): [string, (shown: string) => void] {
  const [shown, setShown] = useState(String(now));
  useEffect(() => {
    setShown((held) => (Number(held) === now ? held : String(now)));
  }, [now]);
  return [shown, setShown];
}

function Slider({ knob, label, onTurn }: OneProps): ReactNode {
  const [shown, setShown] = useShown(knob.now);
  return (
    <input
      type="range"
      min={1}
      max={Math.max(40, knob.now)}
      step={1}
      value={shown}
      aria-label={label}
      onChange={({ target }) => {
        setShown(target.value);
        onTurn(knob, target.value);
      }}
    />
  );
}

/** What is typed is kept until it is a number; then it goes into the text. */
function NumberBox({ knob, label, onTurn }: OneProps): ReactNode {
  const [typed, setTyped] = useShown(knob.now);
  return (
    <input
      className={styles['number']}
      inputMode="decimal"
      aria-label={label}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (/^-?\d+(?:\.\d+)?$/u.test(target.value)) onTurn(knob, target.value);
      }}
      onBlur={() => setTyped(String(knob.now))}
    />
  );
}
