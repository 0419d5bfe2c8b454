// SPDX-License-Identifier: Apache-2.0
import { parseMethod } from '@beichen/method';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useMemo } from 'react';
import styles from '../studio/studio.module.css';
import { useWords } from '../words.ts';
import { type Difference, differencesOf } from './differences.ts';

function differencesIn(before: string, after: string): readonly Difference[] | undefined {
  const was = parseMethod('method.yaml', before);
  const is = parseMethod('method.yaml', after);
  return was.ok && is.ok ? differencesOf(was.value.method, is.value.method) : undefined;
}

type Props = {
  readonly edition: string;
  readonly before: string;
  readonly after: string /** What the second is called; without, a draft. */;
  readonly name?: string;
};

/** The edition and the draft side by side, in words: only what they say differently. */
export default function DifferenceSheet({ edition, before, after, name: second }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const found = useMemo(() => differencesIn(before, after), [before, after]);
  const columns: Column<Difference>[] = [
    { id: 'place', name: say('studio.differ.place'), cell: ({ place }) => name(place) },
    { id: 'before', name: edition, cell: ({ before: was }) => (was === null ? say('studio.differ.none') : name(was)) },
    {
      id: 'after',
      name: second ?? say('studio.after'),
      cell: ({ after: is }) => (is === null ? say('studio.differ.none') : <b>{name(is)}</b>),
    },
  ];
  return (
    <Sheet title={say('studio.differ', { edition })} flush>
      {found === undefined || found.length === 0 ? (
        <p className={styles['quiet']}>
          {say(
            found === undefined
              ? 'studio.differ.faulty'
              : second === undefined
                ? 'studio.differ.same'
                : 'compare.alike',
          )}
        </p>
      ) : (
        <FactsTable
          label={say('studio.differ', { edition })}
          columns={columns}
          rows={found}
          keyOf={({ place, before: was }) => place.zh + (was?.zh ?? '')}
        />
      )}
    </Sheet>
  );
}
