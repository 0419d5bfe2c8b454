// SPDX-License-Identifier: Apache-2.0
import { dateOf, sundayOf } from '@beichen/kernel/time.ts';
import { type FunctionComponent, lazy, type ReactNode, Suspense, use, useState } from 'react';
import { useCityNow } from '../session/city-now.ts';
import { useSession } from '../session/session.ts';
import type { WeekSource } from '../shell/web-module.ts';
import { WeekSourcesContext } from '../shell/week-sources.ts';
import { Button } from '../ui/action/button.tsx';
import { PageTitle, Sheet } from '../ui/sheet/sheet.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { TaskRow } from '../ui/task/task-row.tsx';
import { dateText, numberText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './week.module.css';
import type { WeekFound, WeekItem, WeekSourceProps } from './week-found.ts';
import { type WeekGroup, weekGroups } from './week-groups.ts';

/** Rows of a group before “more”. */
const SHOWN = 10;

/** All that waits for the reader, whatever it is of, by the day on which it is due. */
export default function WeekScreen(): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { city } = useSession();
  const today = dateOf(useCityNow(), city.zone);
  const dates = { today: dateText(today, language), sunday: dateText(sundayOf(today), language) };
  return (
    <>
      <PageTitle title={say('week.title')} lead={say('week.lead', dates)} />
      <Suspense fallback={<Skeleton lines={8}>{say('week.loading')}</Skeleton>}>
        <Asked sources={use(WeekSourcesContext)} found={[]} />
      </Suspense>
    </>
  );
}

const loaded = new Map<WeekSource, FunctionComponent<WeekSourceProps>>();

/** The code of a source, loaded once, when the page is first shown. */
function codeOf(source: WeekSource): FunctionComponent<WeekSourceProps> {
  const known = loaded.get(source) ?? lazy(source.load);
  loaded.set(source, known);
  return known;
}

type AskedProps = { readonly sources: readonly WeekSource[]; readonly found: readonly WeekFound[] };

/** Asks one source after another inside each other, so that all run at once and what they found comes together. */
function Asked({ sources: [first, ...rest], found }: AskedProps): ReactNode {
  if (first === undefined) return <Week found={found} />;
  const Source = codeOf(first);
  return <Source>{(one) => <Asked sources={rest} found={[...found, one]} />}</Source>;
}

function Week({ found }: { readonly found: readonly WeekFound[] }): ReactNode {
  const say = useWords();
  const { city } = useSession();
  const today = dateOf(useCityNow(), city.zone);
  const items = found.flatMap((one) => one.items);
  const failed = found.filter(({ error }) => error !== null);
  // All of it at once: a row that comes later would move what is about to be tapped.
  if (found.some(({ pending }) => pending)) return <Skeleton lines={8}>{say('week.loading')}</Skeleton>;
  return (
    <div className={styles['groups']}>
      {failed.map(({ error, again }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sources stand in a fixed order and have no other name here
        <Failure key={at} error={error} doing={say('week.doing')} onAgain={again} />
      ))}
      {weekGroups(items, today).map(({ group, items: some }) => (
        <Group key={group} group={group} items={some} />
      ))}
      {items.length === 0 && failed.length === 0 && <Empty title={say('week.none')}>{say('week.none.why')}</Empty>}
      {found.map(
        ({ rest }) =>
          rest !== null && (
            <p key={rest.href}>
              <a href={rest.href}>
                {say('week.rest', { count: rest.total, shown: numberText(rest.total), title: rest.title })}
              </a>
            </p>
          ),
      )}
    </div>
  );
}

function Group({ group, items }: { readonly group: WeekGroup; readonly items: readonly WeekItem[] }): ReactNode {
  const say = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  const rest = items.length - shown.length;
  const urgency = group === 'overdue' || group === 'today' ? group : undefined;
  return (
    <Sheet title={say(`week.${group}`)} aside={say('week.count', { count: items.length })} flush>
      <ul>
        {shown.map(({ key, title, about, time, href, doing }) => (
          <TaskRow key={key} {...{ title, about, time, href, urgency }} doing={{ name: doing, href }} />
        ))}
      </ul>
      {rest > 0 && (
        <div className={styles['more']}>
          <Button onClick={() => setAll(true)}>{say('week.more', { count: rest, shown: numberText(rest) })}</Button>
        </div>
      )}
    </Sheet>
  );
}
