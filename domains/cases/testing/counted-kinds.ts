// SPDX-License-Identifier: Apache-2.0
import { type CaseKind, kindsSchema } from '../model/kinds.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Limits in hours and in working days, short and long, and a kind that its parties alone may see. */
export const countedKinds: readonly CaseKind[] = kindsSchema.parse({
  kinds: [
    {
      id: 'event',
      title: words('事件', 'Event'),
      sensitivity: 'open',
      units: ['community'],
      categories: [
        ['hours', { unit: 'hours', amount: 6 }],
        ['day', { unit: 'working-days', amount: 1 }],
        ['week', { unit: 'working-days', amount: 5 }],
      ].map(([id, limit]) => ({ id, title: words('类', 'Category'), line: null, clock: { limit }, basis: '假定' })),
    },
    {
      id: 'mediation',
      title: words('调解', 'Mediation'),
      sensitivity: 'restricted',
      units: ['community'],
      categories: [
        {
          id: 'neighbours',
          title: words('邻里', 'Neighbours'),
          line: null,
          clock: { limit: { unit: 'working-days', amount: 2 } },
          basis: '假定',
        },
      ],
    },
  ],
}).kinds;
