// SPDX-License-Identifier: Apache-2.0
import { Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ChoosePost, workIn } from '../session/choose-post.tsx';
import { Gate } from '../session/gate.tsx';
import { DemoStrip } from '../session/in-demo.tsx';
import { lockNow } from '../session/lock/lock-state.ts';
import { useMay, useSession } from '../session/session.ts';
import { signOut } from '../session/sign-out.ts';
import { Page } from '../ui/sheet/sheet.tsx';
import { useNames } from '../words/language.tsx';
import { useArrival } from './arrival.ts';
import { Head } from './head.tsx';
import { LineBanner } from './line-banner.tsx';
import { currentOf, isOpen, menuOf, unitLinksOf, weekSourcesOf } from './menu.ts';
import { PrintFoot } from './print-foot.tsx';
import { useSearch } from './search-dialog.tsx';
import { UnitLinksContext } from './unit-links.ts';
import type { Places, WebModule } from './web-module.ts';
import { WeekSourcesContext } from './week-sources.ts';

type Props = { readonly modules: readonly WebModule[] };

/** What stands around every page of somebody who is signed in. */
export function Frame({ modules }: Props): ReactNode {
  return (
    <Gate>
      <Framed modules={modules} />
    </Gate>
  );
}

/** The domain that knows the units, if the reader may ask it. */
function placesFor(modules: readonly WebModule[], may: (permission: string) => boolean): Places | undefined {
  const { places, screens } = modules.find((module) => module.places !== undefined) ?? { screens: [] };
  const search = screens.find(({ path }) => path === places?.searchHref);
  return search !== undefined && isOpen(search, may) ? places : undefined;
}

function Framed({ modules }: Props): ReactNode {
  const session = useSession();
  const may = useMay();
  const name = useNames();
  const { pathname } = useLocation();
  const screens = modules.flatMap((module) => module.screens);
  const menu = menuOf(screens, may);
  const places = placesFor(modules, may);
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
        posts={session.held.map(({ id, title, unit, acting }) => ({
          id,
          title: name(title),
          unit: unit.name,
          acting,
          current: id === post?.id,
        }))}
        search={search.button}
        onSignOut={signOut}
        onLock={lockNow}
        onPost={(chosen) => void workIn(chosen)}
      />
      <LineBanner />
      <main id="main" tabIndex={-1}>
        <Page>
          <UnitLinksContext value={unitLinksOf(modules, may)}>
            <WeekSourcesContext value={weekSourcesOf(modules, may)}>
              {post === undefined && session.held.length > 1 ? <ChoosePost /> : <Outlet />}
            </WeekSourcesContext>
          </UnitLinksContext>
        </Page>
      </main>
      <PrintFoot />
      {search.dialog}
    </>
  );
}
