// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { changeText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { Outcome, TriedCount } from '../trial/tried.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

type Line = { readonly name: string; readonly before: number; readonly after: number };

/** A bar to the left or right of a line, with its figure. */
function Change({ line, most }: { readonly line: Line; readonly most: number }): ReactNode {
  const by = line.after - line.before;
  if (by === 0) return '—';
  return (
    <span className={styles['change']}>
      <i
        aria-hidden="true"
        className={by > 0 ? styles['barUp'] : styles['barDown']}
        style={{ width: `${(Math.abs(by) / most) * 40}px` }}
      />
      {changeText(by, 0)}
    </span>
  );
}

/** What the two that are compared are called. */
export type Names = { readonly before: string; readonly after: string };

type TableProps = {
  readonly label: string;
  readonly of: string;
  readonly lines: readonly Line[];
  readonly names: Names | undefined;
};

function BeforeAfter({ label, of, lines, names }: TableProps): ReactNode {
  const say = useWords();
  const most = Math.max(1, ...lines.map(({ before, after }) => Math.abs(after - before)));
  const columns: Column<Line>[] = [
    { id: 'name', name: of, cell: ({ name }) => name },
    { id: 'before', name: names?.before ?? say('studio.before'), number: true, cell: ({ before }) => before },
    { id: 'after', name: names?.after ?? say('studio.after'), number: true, cell: ({ after }) => <b>{after}</b> },
    { id: 'change', name: say('studio.change'), cell: (line) => <Change line={line} most={most} /> },
  ];
  return <FactsTable label={label} columns={columns} rows={lines} keyOf={({ name }) => name} short />;
}

/** How many hold each number of stars and each grade, before and after. */
export function StarCounts({ outcome, names }: { outcome: Outcome; names?: Names | undefined }): ReactNode {
  const say = useWords();
  const name = useNames();
  const stars = outcome.byStars.map(({ stars: count, ...rest }) => ({ name: say('studio.stars', { count }), ...rest }));
  const grades = outcome.byGrade.map(({ title, ...rest }) => ({ name: name(title), ...rest }));
  return (
    <>
      <BeforeAfter label={say('studio.byStars')} of={say('studio.starCount')} lines={stars} names={names} />
      {grades.length > 0 && (
        <BeforeAfter label={say('studio.byGrade')} of={say('studio.grade')} lines={grades} names={names} />
      )}
    </>
  );
}

/** What each county gains and loses. */
export function GroupCounts({ groups }: { readonly groups: readonly TriedCount[] }): ReactNode {
  const say = useWords();
  if (groups.length === 0) return <p className={styles['quiet']}>{say('studio.groups.none')}</p>;
  const columns: Column<TriedCount>[] = [
    { id: 'name', name: say('studio.group'), cell: ({ name }) => name },
    { id: 'gained', name: say('studio.gained'), number: true, cell: ({ gained }) => gained },
    { id: 'lost', name: say('studio.lost'), number: true, cell: ({ lost }) => lost },
    { id: 'by', name: say('studio.net'), number: true, cell: ({ by }) => (by === 0 ? '0' : changeText(by, 0)) },
  ];
  return (
    <FactsTable
      label={say('studio.groups')}
      columns={columns}
      rows={groups}
      keyOf={({ name }) => name}
      height={260}
      short
    />
  );
}
