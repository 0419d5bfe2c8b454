// SPDX-License-Identifier: Apache-2.0
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { orgModule } from '../module.ts';
import { SEARCH_HREF, unitHref } from './data/addresses.ts';

export const orgWeb = webModule(
  orgModule,
  {
    'org.home': () => import('./unit/home-screen.tsx'),
    'org.coverage': () => import('./coverage/coverage-screen.tsx'),
    'org.map': () => import('./map/home-map-screen.tsx'),
    'org.unit-map': () => import('./map/map-screen.tsx'),
    'org.import-map': () => import('./map-import/map-import-screen.tsx'),
    'org.changes': () => import('./changes/changes-screen.tsx'),
    'org.import': () => import('./import/import-screen.tsx'),
    'org.change-unit': () => import('./change/change-screen.tsx'),
    'org.handovers': () => import('./handovers/handovers-screen.tsx'),
    'org.unit': () => import('./unit/unit-screen.tsx'),
    'org.search': () => import('./search/search-screen.tsx'),
  },
  {
    places: { unitHref, searchHref: SEARCH_HREF, search: () => import('./search/search-inside.tsx') },
    week: { permission: 'org.read', load: () => import('./week/week-source.tsx') },
  },
);
