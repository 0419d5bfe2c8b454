// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules that a change of colours alone can break: what a theme is asked when the same page was asked everything in the other. */
export const COLOURS: readonly string[] = ['color-contrast', 'link-in-text-block'];

type Asked = {
  /** Only what lies in this place; the whole page without it. */
  readonly within?: string;
  /** Only these rules; all of WCAG 2.2 AA without it. */
  readonly rules?: readonly string[];
};

/**
 * What axe finds on a page, each with a few of its places.
 * A page without frames is asked in the old way, which finds the same, opens no second page and takes a third of the time; into frames
 * it does not look.
 */
export async function axeFinds(page: Page, { within, rules }: Asked = {}): Promise<unknown[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode(page.frames().length === 1)
    .options({ resultTypes: ['violations'] });
  if (within !== undefined) axe.include(within);
  if (rules === undefined) axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  else axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, any }) => [html, any[0]?.message])]);
}
