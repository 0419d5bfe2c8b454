// SPDX-License-Identifier: Apache-2.0

/** A value by day (paper and ink) and by night (the sky). */
export type Pair = readonly [light: string, dark: string];

/**
 * Every colour of the product, as hex. The CSS variables (`--bc-NAME`), the antd theme and the contrast test are all
 * made from this list; change a value here and run `npm run tokens`.
 */
export const colours = {
  paper: ['#f5f2ea', '#0f161d'],
  surface: ['#fffdf9', '#16202a'],
  sunken: ['#ece7db', '#1f2b36'],
  hover: ['#f3eee2', '#1c2833'],
  line: ['#dcd5c5', '#2d3a46'],
  'line-strong': ['#857d6d', '#73828f'],
  ink: ['#1a2632', '#ece7db'],
  'ink-2': ['#46515c', '#c0c4c2'],
  'ink-3': ['#5c646a', '#9da7ac'],
  'on-fill': ['#fffdf9', '#0f161d'],

  azure: ['#1b5877', '#86bfdd'],
  'azure-strong': ['#134359', '#b1d8ec'],
  'azure-tint': ['#e2ecf0', '#1c3342'],
  'azure-line': ['#9dbac8', '#3f6a82'],
  gold: ['#b97f16', '#e2b04c'],
  'gold-text': ['#7f5407', '#ecc474'],
  'gold-tint': ['#f7ebcf', '#37301d'],
  cinnabar: ['#a5331f', '#ef8e78'],
  'cinnabar-tint': ['#f8e3dc', '#3d2420'],

  ok: ['#27664b', '#82c7a4'],
  'ok-tint': ['#e0eee5', '#1b3329'],
  'ok-line': ['#8db9a1', '#3f7a60'],
  info: ['#1b5877', '#86bfdd'],
  'info-tint': ['#e2ecf0', '#1c3342'],
  'info-line': ['#9dbac8', '#3f6a82'],
  wait: ['#7f5407', '#ecc474'],
  'wait-tint': ['#f7ebcf', '#37301d'],
  'wait-line': ['#d3b06b', '#7d6531'],
  bad: ['#a5331f', '#ef8e78'],
  'bad-tint': ['#f8e3dc', '#3d2420'],
  'bad-line': ['#d79a8b', '#8a4a3d'],
  pause: ['#5a4a7c', '#bfb1e6'],
  'pause-tint': ['#eae6f2', '#2a2640'],
  'pause-line': ['#ada2c8', '#5e5387'],
  mute: ['#5c646a', '#9da7ac'],
  'mute-tint': ['#ece7db', '#1f2b36'],
  'mute-line': ['#bdb5a4', '#465460'],

  // The stars, by their place in the set.
  'star-1': ['#8a1a34', '#f2697f'],
  'star-2': ['#7d5806', '#f3ba5f'],
  'star-3': ['#164486', '#3b97df'],
  'star-4': ['#2e2552', '#d0c3ef'],
  'star-5': ['#1f8465', '#a5e6c5'],

  // How many stars a unit holds: luminance alone carries the order.
  n0: ['#8d8a80', '#66727c'],
  n1: ['#7b8488', '#7d8b95'],
  n2: ['#5f7c8c', '#93a9b6'],
  n3: ['#356c8b', '#a9cbdd'],
  n4: ['#174c68', '#d5e9f3'],
  n5: ['#b57a12', '#f2c766'],
  'chart-ring': ['#cfc6b2', '#33424f'],
  'chart-ray': ['#e0d8c7', '#22303b'],
  'chart-line': ['#8fa3ad', '#4c6576'],
  'chart-pole': ['#1a2632', '#f2c766'],
  'chart-bg': ['#fbf8f1', '#111a23'],

  // Series of a chart in their fixed order; `cx` is 其他.
  c1: ['#2590c8', '#a9d2ea'],
  c2: ['#c07712', '#eda52a'],
  c3: ['#2c2050', '#8058dc'],
  c4: ['#3a6e60', '#4a9085'],
  c5: ['#86301f', '#e06a4c'],
  c6: ['#9c8355', '#dacda9'],
  cx: ['#8d8a80', '#66727c'],
  // Low to high.
  s1: ['#e8eef0', '#1c2c37'],
  s2: ['#c3d6de', '#234458'],
  s3: ['#93b6c6', '#2f627e'],
  s4: ['#5c91aa', '#4f8cab'],
  s5: ['#2f6d8b', '#86bfdd'],
  s6: ['#134359', '#cfe6f2'],
  // Below to above.
  d1: ['#8f4a12', '#e9a468'],
  d2: ['#c98b52', '#a86f3c'],
  d3: ['#ecd9c2', '#54402d'],
  d4: ['#efece4', '#26323c'],
  d5: ['#c6dae3', '#2b4a5c'],
  d6: ['#6a9db5', '#4f8cab'],
  d7: ['#1b5877', '#9fd0e8'],

  focus: ['#1a2632', '#ffd463'],
  'focus-halo': ['#ffd463', '#0f161d'],
} as const satisfies Record<string, Pair>;

export type Colour = keyof typeof colours;

/** Shadows: paper lies flat, only what floats has one. */
export const shadows = {
  e1: ['0 1px 2px rgba(26, 38, 50, 0.08)', '0 1px 2px rgba(0, 0, 0, 0.4)'],
  e2: ['0 6px 20px rgba(26, 38, 50, 0.14), 0 1px 3px rgba(26, 38, 50, 0.1)', '0 6px 20px rgba(0, 0, 0, 0.5)'],
  e3: ['0 18px 48px rgba(26, 38, 50, 0.22), 0 2px 6px rgba(26, 38, 50, 0.1)', '0 18px 48px rgba(0, 0, 0, 0.6)'],
} as const satisfies Record<string, Pair>;

/** Fonts that the desks have: nothing is fetched. */
export const fonts = {
  sans: '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", system-ui, sans-serif',
  serif: '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "STSong", "SimSun", serif',
  mono: '"Noto Sans Mono CJK SC", "Sarasa Mono SC", ui-monospace, monospace',
} as const;

/** Sizes in pixels: type (`t-`), line heights (`lh-`), four-point spacing, rows, controls, page, radii (`r`). */
export const sizes = {
  't-aux': 12,
  'lh-aux': 18,
  't-dense': 13,
  'lh-dense': 20,
  't-body': 14,
  'lh-body': 24,
  't-read': 16,
  'lh-read': 28,
  't-lead': 18,
  'lh-lead': 30,
  't-h3': 16,
  'lh-h3': 24,
  't-h2': 20,
  'lh-h2': 30,
  't-h1': 28,
  'lh-h1': 40,
  't-figure': 36,
  'lh-figure': 44,
  '1': 4,
  '2': 8,
  '3': 12,
  '4': 16,
  '5': 20,
  '6': 24,
  '8': 32,
  '10': 40,
  '12': 48,
  '16': 64,
  row: 32,
  'row-roomy': 44,
  control: 34,
  'control-sm': 28,
  'control-lg': 48,
  page: 1376,
  gutter: 24,
  r1: 2,
  r2: 4,
  r3: 8,
  'r-full': 999,
} as const;

/** Durations in milliseconds; all of them are 0 under reduced motion. `m-star`: a star changes ring. */
export const motion = { 'm-fast': 120, m: 200, 'm-slow': 320, 'm-star': 640 } as const;

export const easings = { ease: 'cubic-bezier(0.2, 0, 0, 1)', 'ease-out': 'cubic-bezier(0.16, 1, 0.3, 1)' } as const;

export type Shade = 'light' | 'dark';

/** A colour of one set, as hex. */
export const colour = (name: Colour, shade: Shade): string => colours[name][shade === 'light' ? 0 : 1];
