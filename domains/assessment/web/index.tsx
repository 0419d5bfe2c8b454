// SPDX-License-Identifier: Apache-2.0
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { assessmentModule } from '../module.ts';
import { homeHref } from './data/addresses.ts';

export const assessmentWeb = webModule(
  assessmentModule,
  {
    'assessment.chart': () => import('./home/home-screen.tsx'),
    'assessment.results': () => import('./results/results-screen.tsx'),
    'assessment.unit': () => import('./unit/unit-screen.tsx'),
    'assessment.drafts': () => import('./studio/drafts-screen.tsx'),
    'assessment.editions': () => import('./compare/editions-screen.tsx'),
    'assessment.studio': () => import('./studio/studio-screen.tsx'),
    'assessment.evaluation': () => import('./evaluation/evaluation-screen.tsx'),
    'assessment.forms': () => import('./facts/forms-screen.tsx'),
    'assessment.form': () => import('./facts/form-screen.tsx'),
    'assessment.fact-book': () => import('./facts/book-screen.tsx'),
    'assessment.fact-requests': () => import('./facts/requests-screen.tsx'),
    'assessment.fact-request': () => import('./facts/request-screen.tsx'),
    'assessment.catalogue': () => import('./catalogue/catalogue-screen.tsx'),
    'assessment.measure': () => import('./measure/measure-screen.tsx'),
    'assessment.burden': () => import('./burden/burden-screen.tsx'),
    'assessment.reviews': () => import('./review/reviews-screen.tsx'),
    'assessment.review': () => import('./review/review-screen.tsx'),
    'assessment.grid': () => import('./grid/grid-screen.tsx'),
    'assessment.notices': () => import('./notice/notices-screen.tsx'),
    'assessment.notice': () => import('./notice/notice-screen.tsx'),
    'assessment.ranking': () => import('./ranking/ranking-screen.tsx'),
    'assessment.namings': () => import('./naming/namings-screen.tsx'),
    'assessment.naming': () => import('./naming/naming-screen.tsx'),
  },
  // The chart of what lies below a unit; of an assessed unit itself, its stars.
  {
    unitLinks: [{ screen: 'assessment.chart', href: (unit) => homeHref({}, unit) }],
    week: { permission: 'assessment.read', load: () => import('./week/week-source.tsx') },
    publicPages: [
      {
        title: { zh: '正在公示的考评结果', en: 'Results on notice' },
        href: (language) => (language === 'en' ? '/public/notices?lang=en' : '/public/notices'),
      },
    ],
  },
);
