// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';

/** What the pack says of a post, as far as giving it asks. */
export type PostKind = {
  readonly id: string;
  readonly title: Words;
  /** Kinds of unit that have such posts. */
  readonly at: readonly string[];
  readonly appointedBy: readonly string[];
  readonly sources: Readonly<Record<string, Words>>;
};

/** A post as it is held. */
export type HeldPost = {
  readonly id: string;
  readonly unit: number;
  readonly person: string;
  readonly role: string;
  readonly line: string | null;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
  readonly actsFor: string | null;
};

/** An appointment as it is asked for. */
export type Asked = {
  readonly unit: { readonly kind: string; readonly closedOn: CivilDate | null };
  readonly role: string;
  readonly line: string | null;
  /** Subject id of somebody who is known; `null` for somebody new. */
  readonly person: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | undefined;
  readonly actsFor: string | undefined;
  readonly source: string | undefined;
  readonly fullTime: boolean;
};

type About = {
  readonly kinds: readonly PostKind[];
  /** The roles that whoever appoints holds over the unit. */
  readonly own: readonly string[];
  /** Ids of the duty lines of the city. */
  readonly lines: readonly string[];
  /** What is held at the unit. */
  readonly held: readonly HeldPost[];
};

const CHOOSE = { zh: '从可以任命的岗位里选', en: 'Choose one of the posts that you may give' };

/** Whether whoever holds these roles over a unit may give, end or hand over that post. */
export function mayGive(kind: PostKind | undefined, own: readonly string[]): boolean {
  return kind?.appointedBy.some((role) => own.includes(role)) === true;
}

function* roleFaults(asked: Asked, kind: PostKind | undefined, { own }: About): Generator<InputFault> {
  if (kind === undefined || !mayGive(kind, own)) {
    yield {
      path: '/role',
      what: { zh: '没有这个岗位，或不由本岗位任命', en: 'There is no such post, or it is not yours to give' },
      mend: CHOOSE,
    };
    return;
  }
  if (!kind.at.includes(asked.unit.kind))
    yield {
      path: '/role',
      what: { zh: `这类单位没有“${kind.title.zh}”`, en: `Such a unit has no ${kind.title.en}` },
      mend: CHOOSE,
    };
  const sources = Object.keys(kind.sources);
  if (sources.length === 0 || (asked.fullTime && asked.source === undefined)) return;
  if (asked.source === undefined || !sources.includes(asked.source)) {
    const list = Object.values(kind.sources);
    const mend = {
      zh: `选择${list.map(({ zh }) => zh).join('、')}之一`,
      en: `Choose one of: ${list.map(({ en }) => en).join(', ')}`,
    };
    yield {
      path: '/source',
      what: { zh: '兼职的没有说明来源', en: 'Nothing says where a part-time holder comes from' },
      mend,
    };
  }
}

/** All that stands against an appointment, at once. */
export function* appointFaults(asked: Asked, about: About): Generator<InputFault> {
  const kind = about.kinds.find(({ id }) => id === asked.role);
  yield* roleFaults(asked, kind, about);
  if (asked.line !== null && !about.lines.includes(asked.line))
    yield {
      path: '/line',
      what: { zh: `没有“${asked.line}”这条条线`, en: `There is no line "${asked.line}"` },
      mend: { zh: '从条线里选，或不分条线', en: 'Choose one of the lines, or none' },
    };
  if (asked.unit.closedOn !== null)
    yield {
      path: '/unit',
      what: { zh: `单位已于${asked.unit.closedOn}撤销`, en: `The unit was closed on ${asked.unit.closedOn}` },
      mend: { zh: '另选单位', en: 'Choose another unit' },
    };
  if (asked.until !== undefined && asked.until <= asked.from)
    yield {
      path: '/until',
      what: { zh: '止日不晚于起日', en: 'It ends before it begins' },
      mend: { zh: '改正止日，或留空', en: 'Correct it, or leave it empty' },
    };
  const same = (post: HeldPost): boolean =>
    post.person === asked.person && post.role === asked.role && post.line === asked.line;
  if (asked.person !== null && about.held.some(same))
    yield {
      path: '/person',
      what: { zh: '此人已任这个岗位', en: 'This person holds the post already' },
      mend: { zh: '另选人员，或先免去原来的任职', en: 'Choose somebody else, or end the other term first' },
    };
  if (asked.actsFor === undefined) return;
  const principal = about.held.find(({ id }) => id === asked.actsFor);
  if (principal?.role !== asked.role || principal.actsFor !== null)
    yield {
      path: '/actsFor',
      what: { zh: '代理的不是本单位这个岗位的任职', en: 'What is acted for is no such post of this unit' },
      mend: { zh: '重新选择代理谁', en: 'Choose again for whom to act' },
    };
}
