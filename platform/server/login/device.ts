// SPDX-License-Identifier: Apache-2.0

const BROWSERS = [
  ['wechat', /MicroMessenger/],
  ['dingtalk', /DingTalk/],
  ['edge', /Edg(?:e|A|iOS)?\//],
  ['360', /360SE|360EE|QIHU/],
  ['qq', /QQBrowser/],
  ['uos', /UOSBrowser|Browser\/UOS|UBrowser/],
  ['firefox', /Firefox\/|FxiOS/],
  ['chrome', /Chrome\/|CriOS/],
  ['safari', /Safari\//],
] as const;

const SYSTEMS = [
  ['harmony', /HarmonyOS|OpenHarmony/],
  ['android', /Android/],
  ['iphone', /iPhone|iPad/],
  ['windows', /Windows/],
  ['mac', /Mac OS X/],
  ['kylin', /Kylin|UOS/],
  ['linux', /Linux/],
] as const;

const first = (rows: readonly (readonly [string, RegExp])[], text: string): string =>
  rows.find(([, mark]) => mark.test(text))?.[0] ?? 'other';

/** What a browser says of itself, down to the two kinds by which its owner knows it again: `edge windows`. Nothing else of it is kept. */
export function deviceOf(agent: string | undefined): string {
  const text = (agent ?? '').slice(0, 512);
  return `${first(BROWSERS, text)} ${first(SYSTEMS, text)}`;
}
