// SPDX-License-Identifier: Apache-2.0

import { useSession } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { homeHref, unitHref } from '../data/addresses.ts';
import { PeriodChooser } from '../head/period-chooser.tsx';
import { ResultTools } from '../head/result-tools.tsx';
import { type Head, periodsOf } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import type { UnitResult } from './unit-result.ts';

type Props = UnitResult & { readonly heads: readonly Head[]; readonly home: boolean };

/** The name, the way down to it, and how far the result may be relied on. */
export function UnitTitle({ result, wanted, heads, home }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { posts } = useSession();
  const { unit, chain, evaluation } = result;
  // A place above leads to its chart where the reader's post reaches that far.
  const own = chain.findIndex(({ id }) => posts.some((post) => post.unit.id === id));
  const path = chain.map(({ id, name: label }, at) => ({
    label,
    ...(own >= 0 && at >= own ? { href: homeHref(wanted, at === own ? undefined : id) } : {}),
  }));
  return (
    <PageTitle
      crumbs={<Crumbs path={path} />}
      title={unit.name}
      lead={name(evaluation.outline.title)}
      tools={
        <ResultTools evaluation={evaluation}>
          <PeriodChooser
            periods={periodsOf(heads, evaluation.method)}
            current={evaluation.period}
            hrefOf={(period) =>
              home
                ? homeHref({ period, method: evaluation.method })
                : unitHref(unit.id, { period, method: evaluation.method })
            }
          />
          <Button size="small" onClick={() => print()}>
            <Icon name="printer" size={14} />
            {say('unit.print')}
          </Button>
        </ResultTools>
      }
    />
  );
}
