// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Head, type MenuItem } from '../../shell/head.tsx';
import { Page } from '../../ui/sheet/sheet.tsx';
import { ChartPage, EmptySkyPage, SmallTownPage, VillagesPage } from './chart-page.tsx';
import { CommunityPage } from './community-page.tsx';
import { ControlsPage } from './controls-page.tsx';
import { PartsPage } from './parts-page.tsx';
import { StatesPage } from './states-page.tsx';

const NAMES: readonly (readonly [page: string, zh: string, en: string])[] = [
  ['chart', '星图', 'Stars'],
  ['community', '考评', 'Assessment'],
  ['parts', '部件', 'Parts'],
  ['states', '空错等', 'States'],
  ['controls', '控件', 'Controls'],
  ['town', '小城', 'Small town'],
  ['villages', '各村', 'Villages'],
  ['empty', '空城', 'Empty'],
  ['cases', '事项', 'Cases'],
  ['supervision', '督导', 'Supervision'],
  ['workforce', '队伍', 'Workforce'],
  ['publishing', '刊发', 'Publishing'],
];

const menu: readonly MenuItem[] = NAMES.map(([id, zh, en]) => ({ id, href: `?page=${id}`, name: { zh, en } }));

const pages: Readonly<Record<string, () => ReactNode>> = {
  chart: ChartPage,
  town: SmallTownPage,
  villages: VillagesPage,
  empty: EmptySkyPage,
  community: CommunityPage,
  parts: PartsPage,
  states: StatesPage,
  controls: ControlsPage,
};

/** Every part in every state, with invented data: for eyes, for tests, never shipped. */
export function Gallery({ page }: { readonly page: string }): ReactNode {
  const Shown = pages[page] ?? ChartPage;
  return (
    <>
      <Head
        menu={menu}
        current={page}
        place={{ name: page === 'community' ? '卧龙区 · 梅溪街道' : '南阳市', href: '?page=parts' }}
        who="李砚秋"
        posts={[{ id: '1', title: '市委组织部', unit: '南阳市', acting: false, current: true }]}
        search={{ href: '?page=parts' }}
        onSignOut={() => undefined}
        onLock={() => undefined}
        onPost={() => undefined}
      />
      <main id="main" tabIndex={-1}>
        <Page>
          <Shown />
        </Page>
      </main>
    </>
  );
}
