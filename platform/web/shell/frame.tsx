// SPDX-License-Identifier: Apache-2.0
import { Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DemoStrip } from '../session/demo-strip.tsx';
import { Gate } from '../session/gate.tsx';
import { useMay, useSession } from '../session/session.ts';
import { signOut } from '../session/sign-out.ts';
import { Page } from '../ui/sheet/sheet.tsx';
import { useNames } from '../words/language.tsx';
import { useArrival } from './arrival.ts';
import { Head } from './head.tsx';
import { LineBanner } from './line-banner.tsx';
import { currentOf, menuOf } from './menu.ts';
import { PrintFoot } from './print-foot.tsx';
import { useSearch } from './search-dialog.tsx';
import type { Places, Screen } from './web-module.ts';

type Props = { readonly screens: readonly Screen[]; readonly places: Places | undefined };

/** What stands around every page of somebody who is signed in. */
export function Frame(props: Props): ReactNode {
  return (
    <Gate>
      <Framed {...props} />
    </Gate>
  );
}

function Framed({ screens, places }: Props): ReactNode {
  const session = useSession();
  const name = useNames();
  const { pathname } = useLocation();
  const menu = menuOf(screens, useMay());
  const search = useSearch(places);
  const [post] = session.posts;
  useArrival(pathname);
  return (
    <>
      {session.demo && <DemoStrip />}
      <Head
        menu={menu}
        current={currentOf(menu, pathname)}
        place={
          post === undefined || places === undefined
            ? undefined
            : { name: post.unit.name, href: places.unitHref(post.unit.id) }
        }
        who={session.name ?? name(session.city.title)}
        posts={session.posts.map(({ title, unit }) => ({ title: name(title), unit: unit.name }))}
        search={search.button}
        onSignOut={signOut}
      />
      <LineBanner />
      <main id="main" tabIndex={-1}>
        <Page>
          <Outlet />
        </Page>
      </main>
      <PrintFoot />
      {search.dialog}
    </>
  );
}
