// SPDX-License-Identifier: Apache-2.0
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LeadTo } from '../session/lead-to.tsx';
import { useMay } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { Frame } from './frame.tsx';
import { isOpen, menuOf } from './menu.ts';
import { Absent, Broken, Closed, Pending } from './page-states.tsx';
import type { Screen, WebModule } from './web-module.ts';

/** A screen for those who may open it; to the others it says who may. */
function guarded(screen: Screen) {
  const Shown = lazyRouteComponent(screen.load);
  const Guarded = (): ReactNode => (isOpen(screen, useMay()) ? <Shown /> : <Closed screen={screen.title} />);
  Guarded.preload = () => Shown.preload?.();
  return Guarded;
}

/**
 * `/` is the first page of everybody: who may not open what stands there is led to the first page of the own menu that not everybody has.
 */
function homeOf(screens: readonly Screen[]) {
  const home = screens.find(({ path }) => path === '/');
  const Shown = home === undefined ? undefined : lazyRouteComponent(home.load);
  const Home = (): ReactNode => {
    const may = useMay();
    if (home !== undefined && Shown !== undefined && isOpen(home, may)) return <Shown />;
    const [first] = menuOf(
      screens.filter(({ permission }) => permission !== null),
      may,
    );
    return first === undefined ? <Absent /> : <LeadTo href={first.href} />;
  };
  return Home;
}

/** The router of the modules, inside the frame. */
export function routerOf(modules: readonly WebModule[]) {
  const screens = modules.flatMap((module) => module.screens);
  const root = createRootRoute();
  const inside = createRoute({
    getParentRoute: () => root,
    id: 'inside',
    component: () => <Frame modules={modules} />,
  });
  const getParentRoute = () => inside;
  const pages = screens
    .filter(({ path }) => path !== '/')
    .map((screen) => createRoute({ getParentRoute, path: screen.path, component: guarded(screen) }));
  const home = createRoute({ getParentRoute, path: '/', component: homeOf(screens) });
  const absent = createRoute({ getParentRoute, path: '$', component: Absent });
  const publicPages = modules.flatMap((module) => module.publicPages ?? []);
  const Door = (): ReactNode => <SignInPage publicPages={publicPages} />;
  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: Door });
  return createRouter({
    routeTree: root.addChildren([signIn, inside.addChildren([home, ...pages, absent])]),
    defaultPendingComponent: Pending,
    defaultNotFoundComponent: Absent,
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });
}
