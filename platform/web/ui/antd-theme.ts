// SPDX-License-Identifier: Apache-2.0
import type { ThemeConfig } from 'antd';
import { type Colour, colour, easings, fonts, motion, type Shade, shadows, sizes } from './tokens.ts';

/** antd's names for a family of status colours, all set, so that no stock algorithm colours anything. */
function family(
  name: 'Primary' | 'Success' | 'Warning' | 'Error' | 'Info',
  base: Colour,
  of: (name: Colour) => string,
) {
  const strong = base === 'azure' || base === 'info' ? of('azure-strong') : of(base);
  const line = base === 'azure' ? of('azure-line') : of(`${base}-line` as Colour);
  const tint = of(`${base}-tint` as Colour);
  return {
    [`color${name}`]: of(base),
    [`color${name}Hover`]: strong,
    [`color${name}Active`]: strong,
    [`color${name}Text`]: of(base),
    [`color${name}TextHover`]: strong,
    [`color${name}TextActive`]: strong,
    [`color${name}Bg`]: tint,
    [`color${name}BgHover`]: tint,
    [`color${name}Border`]: line,
    [`color${name}BorderHover`]: of(base),
  };
}

/** The colours of antd's tokens, each a hex value of our list. */
export function antdColours(shade: Shade) {
  const of = (name: Colour): string => colour(name, shade);
  return {
    ...family('Primary', 'azure', of),
    ...family('Success', 'ok', of),
    ...family('Warning', 'wait', of),
    ...family('Error', 'bad', of),
    ...family('Info', 'info', of),
    colorLink: of('azure'),
    colorLinkHover: of('azure-strong'),
    colorLinkActive: of('azure-strong'),
    colorTextBase: of('ink'),
    colorText: of('ink'),
    colorTextSecondary: of('ink-2'),
    colorTextTertiary: of('ink-3'),
    colorTextQuaternary: of('ink-3'),
    colorTextHeading: of('ink'),
    colorTextLabel: of('ink-2'),
    colorTextDescription: of('ink-3'),
    colorTextPlaceholder: of('ink-3'),
    colorTextDisabled: of('ink-3'),
    colorTextLightSolid: of('on-fill'),
    colorIcon: of('ink-2'),
    colorIconHover: of('ink'),
    colorBgBase: of('surface'),
    colorBgLayout: of('paper'),
    colorBgContainer: of('surface'),
    colorBgElevated: of('surface'),
    colorBgContainerDisabled: of('sunken'),
    colorBgSpotlight: of('ink'),
    colorBgTextHover: of('hover'),
    colorBgTextActive: of('sunken'),
    colorBorder: of('line-strong'),
    colorBorderSecondary: of('line'),
    colorBorderDisabled: of('line'),
    colorSplit: of('line'),
    colorFill: of('sunken'),
    colorFillSecondary: of('sunken'),
    colorFillTertiary: of('sunken'),
    colorFillQuaternary: of('hover'),
    colorFillAlter: of('sunken'),
    colorFillContent: of('sunken'),
    colorFillContentHover: of('sunken'),
    controlItemBgHover: of('hover'),
    controlItemBgActive: of('azure-tint'),
    controlItemBgActiveHover: of('azure-tint'),
    controlOutline: of('focus-halo'),
  };
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000}s`;

function parts(of: (name: Colour) => string): NonNullable<ThemeConfig['components']> {
  return {
    Table: {
      headerBg: of('sunken'),
      headerColor: of('ink-2'),
      headerSplitColor: of('line'),
      rowHoverBg: of('hover'),
      rowSelectedBg: of('azure-tint'),
      rowSelectedHoverBg: of('azure-tint'),
      borderColor: of('line'),
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 10,
      cellFontSizeSM: sizes['t-dense'],
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Tabs: { inkBarColor: of('ink'), itemSelectedColor: of('ink'), itemColor: of('ink-2'), itemHoverColor: of('ink') },
    Card: { borderRadiusLG: sizes.r2, boxShadowTertiary: 'none' },
    Segmented: {
      itemSelectedBg: of('azure'),
      itemSelectedColor: of('on-fill'),
      trackBg: of('surface'),
      trackPadding: 0,
    },
    Tooltip: { colorTextLightSolid: of('surface') },
    Select: { optionSelectedBg: of('azure-tint'), optionActiveBg: of('hover') },
  };
}

/** The theme of antd in one shade. */
export function antdTheme(shade: Shade): ThemeConfig {
  return {
    // Without the hash antd writes no :where(), which the oldest browser that we serve does not know.
    hashed: false,
    token: {
      ...antdColours(shade),
      borderRadius: sizes.r2,
      borderRadiusSM: sizes.r1,
      borderRadiusLG: sizes.r3,
      fontSize: sizes['t-body'],
      fontSizeSM: sizes['t-dense'],
      controlHeight: sizes.control,
      controlHeightSM: sizes['control-sm'],
      controlHeightLG: sizes['control-lg'],
      fontFamily: fonts.sans,
      fontFamilyCode: fonts.mono,
      boxShadow: shadows.e2[shade === 'light' ? 0 : 1],
      boxShadowSecondary: shadows.e2[shade === 'light' ? 0 : 1],
      motionDurationFast: seconds(motion['m-fast']),
      motionDurationMid: seconds(motion.m),
      motionDurationSlow: seconds(motion['m-slow']),
      motionEaseInOut: easings.ease,
      motionEaseOut: easings['ease-out'],
      wireframe: false,
    },
    components: parts((name) => colour(name, shade)),
  };
}
