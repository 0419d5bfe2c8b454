// SPDX-License-Identifier: Apache-2.0
import type { ScreenDeclaration } from '@beichen/kernel/module.ts';

/** Screens of asking for facts and declaring them, of what a month asks, of the catalogue and of each measure in it. */
export const factScreens = [
  {
    id: 'assessment.forms',
    path: '/facts',
    title: { zh: '填报', en: 'Entries' },
    permission: 'assessment.declare',
    menu: 24,
  },
  {
    id: 'assessment.form',
    path: '/facts/forms/$form',
    title: { zh: '填报表', en: 'A form' },
    permission: 'assessment.declare',
    menu: null,
  },
  {
    id: 'assessment.fact-book',
    path: '/facts/book',
    title: { zh: '用表格填报', en: 'Entries by workbook' },
    permission: 'assessment.declare',
    menu: null,
  },
  {
    id: 'assessment.fact-requests',
    path: '/facts/requests',
    title: { zh: '填报要求', en: 'Requests' },
    permission: 'assessment.ask',
    menu: 25,
  },
  {
    id: 'assessment.fact-request',
    path: '/facts/requests/$request',
    title: { zh: '一项填报要求', en: 'A request' },
    permission: 'assessment.ask',
    menu: null,
  },
  {
    id: 'assessment.catalogue',
    path: '/assessment/catalogue',
    title: { zh: '指标', en: 'Measures' },
    permission: 'assessment.read',
    menu: 70,
  },
  {
    id: 'assessment.measure',
    path: '/assessment/measures/$measure',
    title: { zh: '一个指标', en: 'A measure' },
    permission: 'assessment.read',
    menu: null,
  },
  {
    id: 'assessment.burden',
    path: '/burden',
    title: { zh: '减负', en: 'Burden' },
    permission: 'assessment.read',
    menu: 72,
  },
] as const satisfies readonly ScreenDeclaration[];
