// SPDX-License-Identifier: Apache-2.0
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { unitHref } from '../data/addresses.ts';
import { searchQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { FoundUnit, foundId } from './found-unit.tsx';
import styles from './search.module.css';

/** Milliseconds after the last letter: a word typed at speed is one question. */
const PAUSE = 150;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** One down or up by the arrow keys, which then do not move the caret; 0 for any other key. */
function stepOf(event: KeyboardEvent): number {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  if (step !== 0) event.preventDefault();
  return step;
}

/** What the server finds for what was typed, once the typing pauses. */
function useFound(typed: string) {
  const asked = usePaused(typed.trim());
  const { data, error, refetch, isPlaceholderData } = useQuery(searchQuery(asked));
  const units = asked === '' || data === undefined ? [] : data.units;
  const none = asked !== '' && data?.units.length === 0 && !isPlaceholderData;
  return { asked, units, none, error, again: () => void refetch() };
}

type Props = {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onChosen?: () => void;
  /** Where what is found leads to; its page where it is not said. */
  readonly hrefOf?: (unit: number) => string;
};

/** Type a part of the name, its pinyin or initials; arrow keys go through what is found, Enter opens it. */
export function UnitSearch({ typed, onType, onChosen, hrefOf = unitHref }: Props): ReactNode {
  const say = useWords();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const { asked, units, none, error, again } = useFound(typed);
  const last = units.length - 1;
  const current = units[Math.min(at, last)];
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = stepOf(event);
    if (last >= 0) setAt((Math.min(at, last) + step + units.length) % units.length);
    if (event.key === 'Enter') box.current?.querySelector<HTMLAnchorElement>('[aria-selected="true"]')?.click();
  };
  return (
    <search className={styles['search']}>
      <div className={styles['line']}>
        <Icon name="search" size={18} />
        <input
          // biome-ignore lint/a11y/noAutofocus: who opens a search wants to type
          autoFocus
          type="text"
          role="combobox"
          aria-label={say('search.label')}
          aria-expanded={units.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current && foundId(list, current.id)}
          placeholder={say('search.label')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={typed}
          onChange={({ target }) => {
            setAt(0);
            onType(target.value);
          }}
          onKeyDown={onKey}
        />
      </div>
      <Hint typed={asked} count={units.length} none={none} />
      {error !== null && <Failure error={error} doing={say('search.doing')} onAgain={again} />}
      {none && <Nothing typed={asked} />}
      <div ref={box} id={list} className={styles['found']} role="listbox" aria-label={say('search.title')}>
        {units.map((unit) => (
          <FoundUnit
            key={unit.id}
            id={foundId(list, unit.id)}
            unit={unit}
            typed={asked}
            current={unit === current}
            href={hrefOf(unit.id)}
            onChosen={onChosen}
          />
        ))}
      </div>
    </search>
  );
}

/** The most that one answer holds. */
const MOST = 20;

type HintProps = { readonly typed: string; readonly count: number; readonly none: boolean };

/** What was found, for eyes and for a screen reader. */
function Hint({ typed, count, none }: HintProps): ReactNode {
  const say = useWords();
  return (
    <p className={styles['hint']} role="status">
      {typed === '' && say('search.hint')}
      {count > 0 && say('search.found', { count, typed })}
      {none && <span className="bc-hidden">{say('search.none', { typed })}</span>}
      {count >= MOST && say('search.most')}
    </p>
  );
}

function Nothing({ typed }: { readonly typed: string }): ReactNode {
  const say = useWords();
  return (
    <Empty filtered title={say('search.none', { typed })}>
      {say('search.none.why')}
    </Empty>
  );
}
