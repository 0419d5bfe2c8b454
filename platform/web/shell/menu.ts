// SPDX-License-Identifier: Apache-2.0
import type { MenuItem } from './head.tsx';
import type { OfferedLink } from './unit-links.ts';
import type { Screen, WebModule, WeekSource } from './web-module.ts';

type May = (permission: string) => boolean;

/** Whether somebody with these permissions may open a screen. */
export const isOpen = ({ permission }: Screen, may: May): boolean => permission === null || may(permission);

/** The menu of the head: the screens with a place in it that the reader may open, in their order. */
export function menuOf(screens: readonly Screen[], may: May): MenuItem[] {
  return screens
    .filter((screen) => screen.menu !== null && isOpen(screen, may))
    .sort((a, b) => (a.menu ?? 0) - (b.menu ?? 0))
    .map(({ id, path, title }) => ({ id, href: path, name: title }));
}

/** The item that a page belongs to: the one whose address the page's begins with, the longest where several do. */
export function currentOf(menu: readonly MenuItem[], pathname: string): string | undefined {
  const within = menu.filter(({ href }) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)));
  return within.sort((a, b) => b.href.length - a.href.length)[0]?.id;
}

/** The pages about one unit that the reader may open, under the titles of their screens. */
export function unitLinksOf(modules: readonly WebModule[], may: May): OfferedLink[] {
  const screens = modules.flatMap((module) => module.screens);
  return modules
    .flatMap((module) => module.unitLinks ?? [])
    .flatMap((link) => {
      const screen = screens.find(({ id }) => id === link.screen);
      return screen !== undefined && isOpen(screen, may) ? [{ ...link, title: screen.title }] : [];
    });
}

/** What the modules have waiting for the reader, as far as the reader may ask. */
export function weekSourcesOf(modules: readonly WebModule[], may: May): WeekSource[] {
  return modules.flatMap(({ week }) => (week !== undefined && may(week.permission) ? [week] : []));
}
