// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from '@beichen/method';
import type { ReactNode } from 'react';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import {
  addedText,
  definitionOf,
  type ItemReason,
  isMeanItem,
  type MeasureTitles,
  pointsText,
  readingOf,
} from './item-words.ts';
import styles from './why.module.css';

type Step = { readonly name: string; readonly told: ReactNode };

type Props = { readonly item: ItemReason; readonly titles: MeasureTitles; readonly records: ReactNode };

/** How an item came to its points: 计数, 小样本校正, 规则, 扣分; then its records. */
export function ItemDetail({ item, titles, records }: Props): ReactNode {
  const steps = useSteps(item, titles);
  return (
    <>
      <dl className={styles['steps']}>
        {steps.map(({ name, told }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
      {records !== undefined && <div className={styles['records']}>{records}</div>}
    </>
  );
}

function useSteps(item: ItemReason, titles: MeasureTitles): Step[] {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const steps: Step[] = [];
  if (item.missing !== null) steps.push({ name: say('why.count'), told: say(`why.missing.${item.missing}`) });
  else if (item.value !== null)
    steps.push({
      name: say('why.count'),
      told: (
        <>
          {definitionOf(item, titles, language)}
          {item.den !== null && (
            <>
              {' → '}
              {say(isMeanItem(item, titles) ? 'why.mean' : 'why.raw')}
              <b>{readingOf(item.value, item, titles)}</b>
            </>
          )}
        </>
      ),
    });
  if (item.shrunk !== null && item.value !== null)
    steps.push({
      name: say('why.shrunk'),
      told: (
        <>
          {say('why.shrunkTo', { raw: readingOf(item.value, item, titles) })}
          <b>{readingOf(item.shrunk, item, titles)}</b>
        </>
      ),
    });
  steps.push({
    name: say('why.rule'),
    told: (
      <>
        {name(item.rule)}
        {item.ruled !== null && (
          <>
            {' → '}
            <b>{pointsText(item.ruled)}</b>
          </>
        )}
      </>
    ),
  });
  for (const { measure, each, value, taken } of item.deductions)
    steps.push({
      name: `${say('why.less')} ${name(titles[measure]?.title ?? { zh: measure, en: measure })}`,
      told: value === null ? say('why.lessUnknown') : say('why.lessTaken', { value, each, taken: pointsText(taken) }),
    });
  return steps;
}

/** Pluses and minuses outside the items; those without any are not shown. */
export function Adjustments({ nodes }: { readonly nodes: Explanation['adjustments'] }): ReactNode {
  const name = useNames();
  const counted = nodes.filter(({ members }) => members.some(({ size }) => size > 0));
  if (counted.length === 0) return null;
  return (
    <ul className={styles['items']}>
      {counted.map(({ members, added }) => (
        <li key={members.map(({ id }) => id).join()} className={styles['line']}>
          <span className={styles['sectionName']}>{members.map(({ title }) => name(title)).join(' · ')}</span>
          <span className={`bc-num ${styles['points']}`}>{addedText(added)}</span>
          <span className={styles['full']} />
        </li>
      ))}
    </ul>
  );
}
