// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Columns, PageTitle } from '../ui/sheet/sheet.tsx';
import { AsOf } from '../ui/stamp/as-of.tsx';
import { useWords } from '../words/words.ts';
import { meQuery } from './me-query.ts';
import { OwnFactors } from './own-factors.tsx';
import { OwnLink } from './own-link.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** The own account: how one signs in, and where one is signed in. */
export default function MeScreen(): ReactNode {
  const say = useWords();
  const { data } = useSuspenseQuery(meQuery);
  return (
    <>
      <PageTitle title={say('me.title')} lead={say('me.lead', { login: data.login })} tools={<AsOf at={data.asOf} />} />
      <Columns
        main={
          <>
            <OwnSessions sessions={data.sessions} />
            <OwnFactors factors={data.factors} />
          </>
        }
        side={
          <>
            <OwnPassword />
            {data.signOn !== null && <OwnLink signOn={data.signOn} />}
          </>
        }
      />
    </>
  );
}
