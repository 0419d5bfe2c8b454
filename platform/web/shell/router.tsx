// SPDX-License-Identifier: Apache-2.0
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useLocation,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/action/button.tsx';
import { Page } from '../ui/sheet/sheet.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useWords } from '../words/words.ts';
import { Head, type HeadProps } from './head.tsx';
import type { WebModule } from './web-module.ts';

/** Who is here and where, for the head; made by the app from what the server knows of the session. */
export type UseSession = () => Omit<HeadProps, 'menu' | 'current'>;

/** The router of the modules, inside the frame. */
export function routerOf(modules: readonly WebModule[], useSession: UseSession) {
  const menu = modules.flatMap((module) => module.menu);
  const root = createRootRoute({
    component: () => <Frame menu={menu} useSession={useSession} />,
    notFoundComponent: Absent,
    errorComponent: ({ error, reset }) => <Broken error={error} reset={reset} />,
  });
  const screens = modules.flatMap((module) => module.screens);
  const routes = screens.map(({ path, load }) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPendingComponent: Pending,
    scrollRestoration: true,
  });
}

type FrameProps = { readonly menu: HeadProps['menu']; readonly useSession: UseSession };

function Frame({ menu, useSession }: FrameProps): ReactNode {
  const session = useSession();
  const { pathname } = useLocation();
  const current = menu.find(({ href }) => (href === '/' ? pathname === '/' : pathname.startsWith(href)))?.id;
  return (
    <>
      <Head {...session} menu={menu} current={current} />
      <main id="main" tabIndex={-1}>
        <Page>
          <Outlet />
        </Page>
      </main>
    </>
  );
}

function Pending(): ReactNode {
  const say = useWords();
  return <Skeleton lines={6}>{say('shell.loading')}</Skeleton>;
}

function Absent(): ReactNode {
  const say = useWords();
  return (
    <Empty title={say('shell.absent')} actions={<ButtonLink href="/">{say('shell.toHome')}</ButtonLink>}>
      {say('shell.absent.why')}
    </Empty>
  );
}

function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactNode {
  const say = useWords();
  return <Failure error={error} doing={say('shell.doing')} onAgain={reset} />;
}
