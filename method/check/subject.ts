// SPDX-License-Identifier: Apache-2.0
import type { Method } from '../model.ts';
import type { Draft } from './draft.ts';

/** Kinds that mean a person or a household. People are never ranked (METHOD.md section 7); entrants of a contest stood for it. */
const PEOPLE = new Set([
  'person',
  'people',
  'individual',
  'resident',
  'citizen',
  'household',
  'member',
  'party-member',
  'worker',
  'grid-worker',
  'cadre',
  'employee',
  'secretary',
  'user',
  'account',
]);
const PEOPLE_ZH = /^(个人|人员|居民|群众|村民|党员|网格员|社区工作者|干部|职工|书记|家庭|住户|用户)$/u;

/** Refuses a subject that is no organisation, and a peer group by an attribute without a name. */
export function checkSubject(draft: Draft): void {
  const { subject, peers } = draft.object<Method>([]).value;
  if (subject !== undefined && (PEOPLE.has(subject.toLowerCase().replaceAll('_', '-')) || PEOPLE_ZH.test(subject)))
    draft.fault(['subject'], {
      code: 'people-ranked',
      what: {
        zh: `考核对象“${subject}”是个人，个人不考核、不排名`,
        en: `the subject "${subject}" is people; people are never assessed or ranked`,
      },
      mend: {
        zh: '写单位或组织的类别；报名参加的比武写entrant',
        en: 'name a kind of organisation; for a contest that entrants joined, entrant',
      },
    });
  if (peers === 'attribute:')
    draft.fault(['peers'], {
      code: 'attribute-without-name',
      what: { zh: 'attribute:后面没有写属性名', en: 'attribute: without a name' },
      mend: { zh: '写成attribute:class这样', en: 'write it like attribute:class' },
    });
}
