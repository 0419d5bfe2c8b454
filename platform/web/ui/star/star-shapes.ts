// SPDX-License-Identifier: Apache-2.0

/** 五角 · 六方 · 海棠 · 盾 · 梅花, each on a field of 24, with the line on which its character stands. */
export const starShapes = {
  pentagram: {
    path: 'M12 1.1L16.06 7.12L23.03 9.12L18.56 14.83L18.82 22.08L12 19.6L5.18 22.08L5.44 14.83L.97 9.12L7.94 7.12Z',
    baseline: 16.2,
  },
  hexagon: { path: 'M12 1L21.53 6.5L21.53 17.5L12 23L2.47 17.5L2.47 6.5Z', baseline: 15.9 },
  crabapple: {
    path: 'M7.2 7.2A4.8 4.8 0 0 1 16.8 7.2A4.8 4.8 0 0 1 16.8 16.8A4.8 4.8 0 0 1 7.2 16.8A4.8 4.8 0 0 1 7.2 7.2Z',
    baseline: 15.9,
  },
  shield: { path: 'M12 1.2L21 4.4V12C21 17.2 17.2 20.6 12 22.9C6.8 20.6 3 17.2 3 12V4.4Z', baseline: 15.9 },
  plum: {
    path: 'M7.53 6.05A4.65 4.65 0 0 1 16.47 6.05A4.65 4.65 0 0 1 19.23 14.55A4.65 4.65 0 0 1 12 19.8A4.65 4.65 0 0 1 4.77 14.55A4.65 4.65 0 0 1 7.53 6.05Z',
    baseline: 15.9,
  },
} as const;

export type StarShape = keyof typeof starShapes;

/** One star of a track, as its pack describes it. Its colour comes from its place in the set. */
export type StarKind = {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** One character, shown from 24 px up. */
  readonly character: string;
  readonly shape: StarShape;
};

/** How a star stands: won, this one under correction, not won, points reached but another star wanting, data missing, vetoed, taken away. */
export const STAR_STATES = ['won', 'unsettled', 'lost', 'waiting', 'incomplete', 'vetoed', 'removed'] as const;
export type StarState = (typeof STAR_STATES)[number];

/** Colours go by place; a sixth star begins again. */
export const placeOfStar = (index: number): number => (index % 5) + 1;
