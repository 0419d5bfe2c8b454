// SPDX-License-Identifier: Apache-2.0
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { casesModule } from '../module.ts';

export const casesWeb = webModule(casesModule, {
  'cases.board': () => import('./board/board-screen.tsx'),
  'cases.mine': () => import('./mine/mine-screen.tsx'),
  'cases.report': () => import('./report/report-screen.tsx'),
  'cases.case': () => import('./case/case-screen.tsx'),
});
