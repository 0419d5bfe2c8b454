// SPDX-License-Identifier: Apache-2.0

import type { Explanation } from '@beichen/method';
import clsx from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import { Bar } from '../ui/figure/figure.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StarBadge } from '../ui/star/star-badge.tsx';
import { placeOfStar, type StarKind, type StarState } from '../ui/star/star-shapes.ts';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { Adjustments, ItemDetail } from './item-detail.tsx';
import {
  countOf,
  type ItemReason,
  isMeanItem,
  type MeasureTitles,
  pointsText,
  type SectionReason,
} from './item-words.ts';
import styles from './why.module.css';

export type WhyProps = {
  readonly title: ReactNode;
  readonly explanation: Explanation;
  readonly stars: readonly StarKind[];
  /** How each star stands, by the id of its section; without, it is read from the explanation. */
  readonly states?: Readonly<Record<string, StarState>>;
  readonly titles: MeasureTitles;
  /** The sections shown; without, all of them. */
  readonly only?: readonly string[];
  /** What is open at first: `section` or `section/item`. */
  readonly open?: readonly string[];
  /** The records behind an item, asked for when it opens. */
  readonly records?: (item: ItemReason, section: SectionReason) => ReactNode;
};

/** Every number opens to its count, its rule, its records. */
export function WhyTree({ title, explanation, only, open = [], ...props }: WhyProps): ReactNode {
  const say = useWords();
  const sections = explanation.sections.filter(({ id }) => only === undefined || only.includes(id));
  const all = sections.flatMap((section) => [section.id, ...section.items.map((item) => `${section.id}/${item.id}`)]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(open));
  const whole = all.every((key) => opened.has(key));
  const toggle = (key: string): void => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };
  return (
    <Sheet
      flush
      title={title}
      aside={
        <>
          <button type="button" className={styles['all']} onClick={() => setOpened(new Set(whole ? [] : all))}>
            {say(whole ? 'why.closeAll' : 'why.openAll')}
          </button>
          <span className="bc-noprint">{say('why.promise')}</span>
        </>
      }
    >
      <ul>
        {sections.map((section) => (
          <SectionNode key={section.id} section={section} opened={opened} toggle={toggle} {...props} />
        ))}
      </ul>
    </Sheet>
  );
}

type NodeProps = Pick<WhyProps, 'stars' | 'states' | 'titles' | 'records'> & {
  readonly section: SectionReason;
  readonly opened: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
};

/** How a star stands, as far as the reasons tell it. */
function stateOf({ won, reasons, incomplete }: SectionReason): StarState {
  if (won === true) return 'won';
  if (incomplete) return 'incomplete';
  if (reasons.some((reason) => reason.startsWith('veto:'))) return 'vetoed';
  return reasons.length === 1 && reasons[0] === 'requires' ? 'waiting' : 'lost';
}

function SectionNode({ section, opened, toggle, ...props }: NodeProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const body = useId();
  const at = props.stars.findIndex(({ id }) => id === section.id);
  const star = props.stars[at];
  const open = opened.has(section.id);
  const full = section.items.reduce((sum, item) => sum + item.full, 0);
  const fill = at < 0 ? undefined : `var(--bc-star-${placeOfStar(at)})`;
  return (
    <li className={styles['section']}>
      <button
        type="button"
        className={clsx(styles['line'], styles['sectionLine'], open && styles['open'])}
        aria-expanded={open}
        aria-controls={body}
        onClick={() => toggle(section.id)}
      >
        <Icon name={open ? 'down' : 'right'} size={14} />
        {star !== undefined && (
          <StarBadge star={star} place={at} state={props.states?.[section.id] ?? stateOf(section)} size={20} />
        )}
        <span className={styles['sectionName']}>{name(section.title)}</span>
        <span className={styles['sectionRule']}>
          {section.win === null
            ? say('why.sum', { count: section.items.length })
            : say('why.sumToWin', { count: section.items.length, win: section.win })}
        </span>
        <span className={clsx('bc-num', styles['points'])}>{pointsText(section.points)}</span>
        <span className={styles['full']}>/ {full}</span>
      </button>
      <div id={body} hidden={!open}>
        {section.why.length > 0 && (
          <ul className={styles['reasons']}>
            {section.why.map((reason) => (
              <li key={reason.zh}>{name(reason)}</li>
            ))}
          </ul>
        )}
        <ul className={styles['items']}>
          {section.items.map((item) => (
            <ItemNode
              key={item.id}
              item={item}
              section={section}
              fill={fill}
              open={opened.has(`${section.id}/${item.id}`)}
              toggle={() => toggle(`${section.id}/${item.id}`)}
              titles={props.titles}
              records={props.records}
            />
          ))}
        </ul>
        <Adjustments nodes={section.adjustments} />
      </div>
    </li>
  );
}

type ItemProps = {
  readonly item: ItemReason;
  readonly section: SectionReason;
  readonly fill: string | undefined;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly titles: MeasureTitles;
  readonly records: WhyProps['records'];
};

function ItemNode({ item, section, fill, open, toggle, titles, records }: ItemProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const body = useId();
  return (
    <li>
      <button
        type="button"
        className={clsx(styles['line'], open && styles['open'])}
        aria-expanded={open}
        aria-controls={body}
        onClick={toggle}
      >
        <Icon name={open ? 'down' : 'right'} size={14} />
        <span className={styles['name']}>{name(item.title)}</span>
        <span className={styles['mini']}>
          <Bar share={(item.points ?? 0) / item.full} {...(fill === undefined ? {} : { fill })} />
        </span>
        <span className={clsx(styles['count'], isMeanItem(item, titles) && styles['mean'])}>
          {item.missing === null ? countOf(item, titles, language) : say('why.missing')}
        </span>
        <span className={styles['rule']}>{name(item.rule)}</span>
        <span className={clsx('bc-num', styles['points'])}>
          {item.points === null ? say('why.leftOut') : pointsText(item.points)}
        </span>
        <span className={styles['full']}>/ {item.full}</span>
      </button>
      <div id={body} className={styles['detail']} hidden={!open}>
        {open && <ItemDetail item={item} titles={titles} records={records?.(item, section)} />}
      </div>
    </li>
  );
}
