// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apartTo, contrast, sights } from '../testing/contrast.ts';
import { antdColours, antdTheme } from './antd-theme.ts';
import { type Colour, colour, colours, type Shade } from './tokens.ts';
import { tokensCss } from './tokens-css.ts';

const SHADES: readonly Shade[] = ['light', 'dark'];
const GROUNDS: readonly Colour[] = ['paper', 'surface', 'sunken', 'hover'];

/** Every pair of text and ground that a part sets. */
const texts: readonly (readonly [Colour, readonly Colour[]])[] = [
  ['ink', [...GROUNDS, 'azure-tint', 'gold-tint', 'wait-tint', 'bad-tint', 'pause-tint', 'ok-tint', 'chart-bg']],
  ['ink-2', [...GROUNDS, 'gold-tint', 'mute-tint', 'chart-bg', 'azure-tint']],
  ['ink-3', [...GROUNDS, 'chart-bg']],
  ['azure', [...GROUNDS, 'azure-tint', 'info-tint', 'chart-bg', 'wait-tint']],
  ['azure-strong', ['surface', 'azure-tint', 'chart-bg']],
  ['gold-text', ['surface', 'gold-tint']],
  ['ok', ['surface', 'ok-tint']],
  ['info', ['surface', 'info-tint']],
  ['wait', ['surface', 'paper', 'wait-tint']],
  ['bad', ['surface', 'hover', 'bad-tint']],
  ['pause', ['surface', 'pause-tint']],
  ['on-fill', ['azure', 'azure-strong', 'cinnabar', 'bad', 'ok', 'star-1', 'star-2', 'star-3', 'star-4', 'star-5']],
];

/** Edges and drawings that carry a meaning, on what they stand on. */
const graphics: readonly (readonly [Colour, readonly Colour[]])[] = [
  ['line-strong', ['surface', 'paper']],
  ['gold', ['surface', 'chart-bg']],
  ['cinnabar', ['surface', 'chart-bg']],
  ['focus', ['surface', 'paper']],
  ...(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'chart-pole'] as const).map((name) => [name, ['chart-bg']] as const),
  ...(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'cx'] as const).map((name) => [name, ['surface']] as const),
  ...(['star-1', 'star-2', 'star-3', 'star-4', 'star-5'] as const).map(
    (name) => [name, ['surface', 'chart-bg']] as const,
  ),
];

function* pairsOf(list: typeof texts): Generator<readonly [Colour, Colour]> {
  for (const [front, grounds] of list) for (const ground of grounds) yield [front, ground];
}

describe.each(SHADES)('%s', (shade) => {
  const of = (name: Colour): string => colour(name, shade);

  test('text stands out 4.5 to 1', () => {
    const weak = [...pairsOf(texts)].filter(([front, ground]) => contrast(of(front), of(ground)) < 4.5);
    expect(weak).toEqual([]);
  });

  test('drawings and the edges of controls stand out 3 to 1', () => {
    const weak = [...pairsOf(graphics)].filter(([front, ground]) => contrast(of(front), of(ground)) < 3);
    expect(weak).toEqual([]);
  });

  test('the focus ring and its halo stand out from each other on any fill', () => {
    expect(contrast(of('focus'), of('focus-halo'))).toBeGreaterThan(3);
  });

  test('the numbers of stars go one way in luminance, but for the gold of all five', () => {
    const ground = of('chart-bg');
    const steps = (['n0', 'n1', 'n2', 'n3', 'n4'] as const).map((name) => contrast(of(name), ground));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  test.each(sights)('stars stay apart to %s eyes', (sight) => {
    const stars = (['star-1', 'star-2', 'star-3', 'star-4', 'star-5'] as const).map(of);
    const close = stars.flatMap((a, at) => stars.slice(at + 1).filter((b) => apartTo(sight, a, b) < 18));
    expect(close).toEqual([]);
  });

  test('antd has no colour that is not of the list', () => {
    const ours = new Set(Object.keys(colours).map((name) => of(name as Colour)));
    const strange = Object.entries(antdColours(shade)).filter(([, value]) => !ours.has(value));
    expect(strange).toEqual([]);
    expect(Object.values(antdColours(shade)).every((value) => /^#[0-9a-f]{6}$/.test(value))).toBe(true);
  });

  test('antd takes the values that the look names', () => {
    expect(antdTheme(shade).token).toMatchObject({
      colorPrimary: of('azure'),
      colorSuccess: of('ok'),
      colorWarning: of('wait'),
      colorError: of('bad'),
      colorInfo: of('info'),
      colorTextBase: of('ink'),
      colorBgLayout: of('paper'),
      colorBgContainer: of('surface'),
      colorBgElevated: of('surface'),
      colorBorder: of('line-strong'),
      colorBorderSecondary: of('line'),
      colorSplit: of('line'),
      colorFillAlter: of('sunken'),
      colorLink: of('azure'),
      borderRadius: 4,
      borderRadiusSM: 2,
      borderRadiusLG: 8,
      fontSize: 14,
      fontSizeSM: 13,
      controlHeight: 34,
      controlHeightSM: 28,
      controlHeightLG: 48,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.2s',
      motionDurationSlow: '0.32s',
      wireframe: false,
    });
    expect(antdTheme(shade).algorithm).toBeUndefined();
  });
});

test('the style sheet is the one that the list makes', () => {
  const plain = (css: string): string => css.replace(/\s+/g, ' ').replace(/ ?\/\*.*?\*\/ ?/g, '');
  const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
  expect(plain(css) === plain(tokensCss()), 'run `npm run tokens`').toBe(true);
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  // #767676 is the lightest grey that passes on white: 4.54.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
