// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button, ButtonLink, Chip } from '../../ui/action/button.tsx';
import { SegmentedLinks } from '../../ui/action/segmented.tsx';
import { type Column, FactsTable } from '../../ui/facts/facts-table.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { Crumbs } from '../../ui/place/crumbs.tsx';
import { Columns, PageTitle, Sheet } from '../../ui/sheet/sheet.tsx';
import { AsOf } from '../../ui/stamp/as-of.tsx';
import { Constellation } from '../../ui/star/constellation.tsx';
import type { StarState } from '../../ui/star/star-shapes.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { WhyTree } from '../../why/why-tree.tsx';
import { fiveStars } from '../star-fixtures.ts';
import { measureTitles, willowBrookReasons } from '../why-fixtures.ts';
import styles from './gallery.module.css';

function Tools(): ReactNode {
  return (
    <>
      <AsOf at="2023-10-12T10:42:00+08:00" locked="2023-09-28" edition="2023" />
      <SegmentedLinks
        label="看什么"
        options={[
          { href: '?page=community', label: '考评', current: true },
          { href: '?page=community&v=records', label: '记录', current: false },
          { href: '?page=community&v=grids', label: '网格', current: false },
        ]}
      />
      <Button size="small" onClick={() => print()}>
        <Icon name="printer" size={14} />
        打印
      </Button>
    </>
  );
}

function Title(): ReactNode {
  return (
    <PageTitle
      crumbs={<Crumbs path={['南阳市', '卧龙区', '梅溪街道'].map((label) => ({ label, href: '?page=chart' }))} />}
      title="柳溪社区"
      lead="社区联合党委 · 4个网格 · 1,873户"
      tools={<Tools />}
    />
  );
}

export function CommunityPage(): ReactNode {
  return (
    <>
      <Title />
      <Columns
        main={
          <>
            <Sheet
              title="2023年第三季度"
              aside={
                <>
                  <Tag tone="wait">初步结果</Tag>
                  <b
                    className="bc-num"
                    style={{ fontSize: 36, lineHeight: '40px', letterSpacing: '.04em', color: 'var(--bc-ink)' }}
                  >
                    三星
                  </b>
                  <span>总分440.15 · 上季三星</span>
                </>
              }
              flush
            >
              <FiveStars />
            </Sheet>
            <WhyTree
              title="为什么没有获得平安法治星"
              explanation={willowBrookReasons}
              stars={fiveStars}
              titles={measureTitles}
              open={['safety', 'safety/on-time']}
              records={(item) => (item.id === 'on-time' ? <Records /> : undefined)}
            />
          </>
        }
        side={
          <>
            <Sheet title="怎样能获得" aside="由方案推算，不是要求">
              <b>按期办结再多1件即可</b>
              <p className="bc-dense">校正后须达90.77%，现为89.70%。41件变42件，平安法治星为85.71分。</p>
            </Sheet>
            <Sheet title="对结果有异议" aside={<Tag plain>公示期10月23日至27日</Tag>}>
              <p className="bc-dense">现在可以先提数据核对；公示期内可提异议。收到后3个工作日内答复。</p>
              <div className={styles['row']} style={{ marginTop: 10 }}>
                <Button look="primary">提出数据核对</Button>
                <ButtonLink look="text" href="?page=states">
                  查看本季1件
                </ButtonLink>
              </div>
            </Sheet>
          </>
        }
      />
    </>
  );
}

const POINTS = [88.5, 90.25, 86.4, 83.93, 91.07];
const STATES: readonly StarState[] = ['waiting', 'won', 'won', 'lost', 'won'];

function FiveStars(): ReactNode {
  return (
    <Constellation
      stars={fiveStars}
      asked="safety"
      standings={STATES.map((state, at) => ({
        state,
        points: POINTS[at] ?? null,
        full: 100,
        win: 85,
        tag: tagOf(state),
      }))}
    />
  );
}

function tagOf(state: StarState): ReactNode {
  if (state === 'won') return <Tag tone="ok">初步获得</Tag>;
  return state === 'lost' ? <Tag tone="bad">差1.07分</Tag> : <Tag tone="wait">待平安法治星</Tag>;
}

type Case = readonly [id: string, what: string, grid: string, due: string, done: string, over: string, note?: string];

const cases: readonly Case[] = [
  ['LX-0917', '3号院东侧污水井外溢', '第二网格', '9月14日 17:30', '9月18日 11:05', '1.3工作日', '计时争议中'],
  ['LX-0871', '消防通道长期停车', '第一网格', '9月5日 17:30', '9月6日 09:40', '0.1工作日'],
  ['LX-0866', '楼道照明不亮', '第三网格', '9月1日 12:00', '9月4日 16:20', '1.2工作日'],
  ['LX-0842', '沿街烧烤油烟扰民', '第二网格', '8月25日 17:30', '8月29日 10:00', '1.2工作日'],
  ['LX-0803', '电动车棚充电口缺损', '第四网格', '8月11日 17:30', '8月15日 15:10', '1.6工作日'],
];

const columns: readonly Column<Case>[] = [
  { id: 'id', name: '编号', cell: ([id]) => <a href={`?page=cases&id=${id}`}>{id}</a> },
  { id: 'what', name: '事项', cell: ([, what]) => what },
  { id: 'grid', name: '网格', cell: ([, , grid]) => grid },
  { id: 'due', name: '到期', cell: ([, , , due]) => due },
  { id: 'done', name: '办结', cell: ([, , , , done]) => done },
  { id: 'over', name: '超期', number: true, cell: ([, , , , , over]) => over },
  { id: 'note', name: '说明', cell: (row) => (row[6] === undefined ? null : <Tag tone="pause">{row[6]}</Tag>) },
];

function Records(): ReactNode {
  return (
    <>
      <div className={styles['row']} style={{ justifyContent: 'space-between', marginBottom: 4 }}>
        <b>记录46条 · 未按期5条</b>
        <span className={styles['row']} style={{ marginBottom: 0 }}>
          <Chip on onClick={() => undefined}>
            未按期5
          </Chip>
          <Chip on={false} onClick={() => undefined}>
            全部46
          </Chip>
        </span>
      </div>
      <FactsTable label="未按期办结的记录" columns={columns} rows={cases} keyOf={([id]) => id} chosen="LX-0917" />
    </>
  );
}
