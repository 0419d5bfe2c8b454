// SPDX-License-Identifier: Apache-2.0
import { numberText } from '@beichen/platform-web/words/format.ts';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { CasePage } from '../../model/views.ts';
import { type Group, OPEN_GROUPS } from '../due/groups.ts';
import { useWords } from '../words.ts';
import { type BoardAsked, hrefOf } from './asked.ts';
import styles from './board.module.css';

type Props = {
  readonly asked: BoardAsked;
  readonly groups: readonly { readonly group: Group; readonly page: CasePage | undefined }[];
};

/** The groups with their counts: each leads to the list that it counts. */
export function GroupTabs({ asked, groups }: Props): ReactNode {
  const say = useWords();
  const totalOf = (group: Group): number => groups.find((one) => one.group === group)?.page?.total ?? 0;
  const open = OPEN_GROUPS.reduce((sum, group) => sum + totalOf(group), 0);
  const isOn = (group: Group | undefined): boolean => asked.due === undefined && asked.group === group;
  const tabs = [
    { group: undefined, name: say('board.open'), total: open },
    ...groups.map(({ group }) => ({ group, name: say(`group.${group}`), total: totalOf(group) })),
  ];
  return (
    <nav aria-label={say('board.groups')} className={styles['tabs']}>
      {tabs.map(({ group, name, total }) => (
        <a
          key={name}
          href={hrefOf({ ...asked, group, due: undefined })}
          className={clsx(styles['tab'], isOn(group) && styles['tabOn'])}
          aria-current={isOn(group) ? 'page' : undefined}
        >
          {name}
          <b>{numberText(total)}</b>
        </a>
      ))}
    </nav>
  );
}
