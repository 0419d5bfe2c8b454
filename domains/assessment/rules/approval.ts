// SPDX-License-Identifier: Apache-2.0

/** What a programme rests on, as its method says. */
export type Basis = {
  readonly document: string;
  readonly approval: string;
  readonly from: string;
  readonly to: string;
};

/** Texts that say that the real one is still to come: 待批准机关填写, 待定, TBD. */
const TO_COME = /^\s*$|待.{0,16}(?:填写|核定|补充|确定)|^待定$|^(?:tbd|todo|…|-+)$/iu;

/** Why nothing may be named on a basis, on a day: nobody approved the programme, or it has not begun or is over. */
export function obstacleToNaming(
  basis: Partial<Record<keyof Basis, string | undefined>> | undefined,
  today: string,
): 'notApproved' | 'termOver' | undefined {
  const { document, approval, from, to } = basis ?? {};
  if (document === undefined || approval === undefined || TO_COME.test(document) || TO_COME.test(approval))
    return 'notApproved';
  if (from === undefined || to === undefined || today < from || today > to) return 'termOver';
  return undefined;
}
