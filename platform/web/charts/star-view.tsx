// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Segmented } from '../ui/action/segmented.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { useWords } from '../words/words.ts';
import { StarChart, type StarChartProps } from './star-chart/star-chart.tsx';
import { StarList } from './star-list/star-list.tsx';
import styles from './star-view.module.css';

type View = 'chart' | 'list';

type Props = Omit<StarChartProps, 'onList' | 'onCounty'> & {
  readonly title: string;
  readonly onCounty: (county: string | undefined) => void;
};

/** A finger on a small screen cannot point at one of hundreds: there the list comes first. */
const firstView = (): View => (matchMedia('(max-width: 640px)').matches ? 'list' : 'chart');

/** The key L, where it is not a letter of something that is being typed. */
const isShortcut = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'l' &&
  !ctrlKey &&
  !metaKey &&
  !altKey &&
  !(target as Element).matches('input, select, textarea');

/** Chart and list of the same units; the key L goes from one to the other. */
export function StarView({ title, ...props }: Props): ReactNode {
  const say = useWords();
  const [view, setView] = useState<View>(firstView);
  return (
    <section
      className={styles['view']}
      aria-label={title}
      onKeyDown={(event) => {
        if (view === 'list' && isShortcut(event)) setView('chart');
      }}
    >
      <header className={styles['head']}>
        <div>
          <h2>{title}</h2>
          {view === 'chart' && <p className="bc-aux">{say('chart.explain')}</p>}
        </div>
        <Segmented<View>
          label={say('chart.view')}
          options={[
            { value: 'chart', label: say('chart.chart') },
            { value: 'list', label: say('chart.list') },
          ]}
          value={view}
          onChange={setView}
        />
      </header>
      {props.units.length === 0 ? (
        <Empty title={say('chart.none')}>{say('chart.none.why')}</Empty>
      ) : view === 'chart' ? (
        <div className={styles['body']}>
          <StarChart {...props} onList={() => setView('list')} />
        </div>
      ) : (
        <StarList {...props} height={640} />
      )}
    </section>
  );
}
