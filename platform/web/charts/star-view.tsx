// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { Segmented } from '../ui/action/segmented.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useWords } from '../words/words.ts';
import { StarChart, type StarChartProps } from './star-chart/star-chart.tsx';
import { StarList } from './star-list/star-list.tsx';
import type { StarOutlines } from './star-map/star-map.tsx';
import styles from './star-view.module.css';

type View = 'chart' | 'list' | 'map';

const StarMap = lazy(() => import('./star-map/star-map.tsx'));

type Props = Omit<StarChartProps, 'onList' | 'onCounty'> & {
  readonly title: string;
  readonly onCounty: (county: string | undefined) => void;
  /** Where the units lie, if that is known: then they are shown on a map as well. */
  readonly outlines?: StarOutlines | undefined;
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

/** Chart, list and map of the same units; the key L goes from chart to list and back. */
export function StarView({ title, outlines, ...props }: Props): ReactNode {
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
            ...(outlines === undefined ? [] : [{ value: 'map' as const, label: say('chart.map') }]),
          ]}
          value={view}
          onChange={setView}
        />
      </header>
      <Shown {...props} title={title} outlines={outlines} view={view} onList={() => setView('list')} />
    </section>
  );
}

type ShownProps = Props & { readonly view: View; readonly onList: () => void };

function Shown({ title, outlines, view, onList, ...props }: ShownProps): ReactNode {
  const say = useWords();
  if (props.units.length === 0) return <Empty title={say('chart.none')}>{say('chart.none.why')}</Empty>;
  if (view === 'map' && outlines !== undefined)
    return (
      <Suspense fallback={<Skeleton lines={8}>{say('map.loading')}</Skeleton>}>
        <StarMap {...props} title={title} outlines={outlines} />
      </Suspense>
    );
  if (view === 'chart')
    return (
      <div className={styles['body']}>
        <StarChart {...props} onList={onList} />
      </div>
    );
  return <StarList {...props} height={640} />;
}
