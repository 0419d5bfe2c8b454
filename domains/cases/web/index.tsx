// SPDX-License-Identifier: Apache-2.0
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { casesModule } from '../module.ts';
import { BOARD_HREF } from './data/addresses.ts';

export const casesWeb = webModule(
  casesModule,
  {
    'cases.board': () => import('./board/board-screen.tsx'),
    'cases.mine': () => import('./mine/mine-screen.tsx'),
    'cases.report': () => import('./report/report-screen.tsx'),
    'cases.case': () => import('./case/case-screen.tsx'),
  },
  {
    unitLinks: [{ screen: 'cases.board', href: (unit) => `${BOARD_HREF}?unit=${unit}` }],
    week: { permission: 'cases.read', load: () => import('./week/week-source.tsx') },
  },
);
