// SPDX-License-Identifier: Apache-2.0
import { useNames } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import type { z } from 'zod';
import type { foundPage } from '../../model/units.ts';
import styles from './search.module.css';

export const foundId = (list: string, unit: number): string => `${list}-${unit}`;

type Props = {
  readonly id: string;
  readonly unit: z.infer<typeof foundPage>['units'][number];
  readonly typed: string;
  readonly current: boolean;
  readonly href: string;
  readonly onChosen: (() => void) | undefined;
};

/** One unit that fits, with where it lies: names repeat from county to county. */
export function FoundUnit({ id, unit, typed, current, href, onChosen }: Props): ReactNode {
  const name = useNames();
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) here.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  // The input keeps the focus and points at it (aria-activedescendant).
  return (
    <a
      ref={here}
      id={id}
      role="option"
      aria-selected={current}
      tabIndex={-1}
      href={href}
      className={clsx(current && styles['current'])}
      onClick={onChosen}
    >
      <b>
        <Marked text={unit.name} part={typed} />
      </b>
      <span className={styles['above']}>{unit.above.slice(1).join(' › ')}</span>
      <span className={styles['kind']}>{name(unit.kindTitle)}</span>
    </a>
  );
}

/** The part of the name that was typed, where it was typed as it is written. */
function Marked({ text, part }: { readonly text: string; readonly part: string }): ReactNode {
  const at = text.indexOf(part);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{part}</mark>
      {text.slice(at + part.length)}
    </>
  );
}
