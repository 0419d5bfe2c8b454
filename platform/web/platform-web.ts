// SPDX-License-Identifier: Apache-2.0
import { platformModule } from '@beichen/platform/module.ts';
import { webModule } from './shell/web-module.ts';

/** The screens of the platform itself. */
export const platformWeb = webModule(platformModule, {
  'platform.accounts': () => import('./accounts/accounts-screen.tsx'),
  'platform.review': () => import('./accounts/review-screen.tsx'),
  'platform.account': () => import('./accounts/account-screen.tsx'),
  'platform.me': () => import('./me/me-screen.tsx'),
  'platform.week': () => import('./week/week-screen.tsx'),
  'platform.jobs': () => import('./jobs/jobs-screen.tsx'),
});
