// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { StarView } from '../../charts/star-view.tsx';
import { Button } from '../../ui/action/button.tsx';
import { SegmentedLinks } from '../../ui/action/segmented.tsx';
import { type Column, FactsTable } from '../../ui/facts/facts-table.tsx';
import { OrbitRow } from '../../ui/orbit/orbit-dial.tsx';
import { Crumbs } from '../../ui/place/crumbs.tsx';
import { Columns, PageTitle, Sheet } from '../../ui/sheet/sheet.tsx';
import { AsOf } from '../../ui/stamp/as-of.tsx';
import { StarSpread } from '../../ui/star/star-spread.tsx';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';
import { dueText } from '../../words/due-text.ts';
import { useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import { cityOfStars, fiveStars, nextPeriod, smallTown } from '../star-fixtures.ts';
import styles from './gallery.module.css';

const city = cityOfStars();
const later = nextPeriod(city.units);
const hrefOf = ({ id }: { readonly id: string }): string => `?page=community&unit=${id}`;

export function ChartPage(): ReactNode {
  const [county, setCounty] = useState<string | undefined>('c2');
  const [next, setNext] = useState(false);
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: '南阳市', href: '?page=chart' }, { label: '城市社区“五星”支部创建' }]} />}
        title="2023年第三季度"
        tools={
          <>
            <Tag tone="wait">初步结果 · 联审中，未公示</Tag>
            <AsOf at="2023-10-12T10:42:00+08:00" locked="2023-09-28" />
            <SegmentedLinks
              label="期次"
              options={[
                { href: '?page=chart&q=2', label: '第二季度', current: false },
                { href: '?page=chart', label: '第三季度', current: true },
                { href: '?page=chart&y=1', label: '年度', current: false },
              ]}
            />
          </>
        }
      />
      <Rhythms />
      <Columns
        split="7+5"
        main={
          <StarView
            title={`全市${city.units.length}个社区`}
            units={next ? later : city.units}
            counties={city.counties}
            stars={fiveStars}
            county={county}
            onCounty={setCounty}
            names={{ unit: '社区', sector: '县市区' }}
            hrefOf={hrefOf}
          />
        }
        side={
          <>
            <Todo />
            <Counties county={county} />
            <Button size="small" onClick={() => setNext(!next)}>
              换一期
            </Button>
          </>
        }
      />
    </>
  );
}

function Rhythms(): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <OrbitRow
      label="创建节奏"
      orbits={[
        { name: '周提示', issue: '第41周', matter: '核对9月事项“解决”回访结果', due: '第4个工作日，共5个', share: 0.8 },
        {
          name: '月主题',
          issue: '十月 · 物业服务提升',
          matter: '业委会任期到期提醒37个小区',
          due: '第6个工作日，共19个',
          share: 0.32,
        },
        {
          name: '季考评',
          issue: '第三季度 · 各星专班联审',
          matter: '填报锁定 → 街道初审 → 联审 → 公示 → 命名',
          due: dueText({ at: '2023-10-18', workdays: 4 }, say, language),
          share: 0.6,
          now: true,
        },
        {
          name: '年终奖',
          issue: '2023年度',
          matter: '大比武决赛12月15日；十佳名额10名',
          due: '名额与批准文号已登记',
          share: 0.78,
        },
      ]}
    />
  );
}

const todo: readonly (readonly [Tone, string, string, string])[] = [
  ['bad', '明日到期', '异议复核3件', '最早1件：宛城区东关里社区，10月13日 17:30前答复'],
  ['wait', '余4日', '平安法治星联审', '13个县市区已报11个；内乡县、桐柏县未报齐'],
  ['wait', '待批', '加收数据申请1项', '市商务局拟向72个社区要1项数据，将超当月上限'],
  ['info', '待签发', '《社区五星支部创建动态》第11期', '引用数据9项，已逐项核对到记录'],
  ['info', '10月16日', '第四季度观摩路线抽签', '随机点位12个，其中不打招呼4个'],
];

function Todo(): ReactNode {
  return (
    <Sheet title="待我办理" aside="5件 · 按到期排" flush>
      <ul className={styles['todo']}>
        {todo.map(([tone, mark, what, why]) => (
          <li key={what}>
            <span>
              <Tag tone={tone}>{mark}</Tag>
            </span>
            <div>
              <b>{what}</b>
              <p>{why}</p>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type CountyRow = { readonly id: string; readonly name: string; readonly counts: readonly number[] };

const rows: readonly CountyRow[] = city.counties.map(({ id, name }) => ({
  id,
  name,
  counts: [5, 4, 3, 2, 1, 0].map(
    (stars) => city.units.filter((unit) => unit.county === id && unit.stars === stars).length,
  ),
}));

const columns: readonly Column<CountyRow>[] = [
  { id: 'name', name: '县市区', cell: ({ id, name }) => <a href={`?page=chart&county=${id}`}>{name}</a> },
  { id: 'all', name: '社区', number: true, cell: ({ counts }) => counts.reduce((sum, count) => sum + count, 0) },
  { id: 'spread', name: '五星 → 无星', cell: ({ counts }) => <StarSpread counts={counts} /> },
  { id: 'five', name: '五星', number: true, cell: ({ counts }) => counts[0] },
  { id: 'four', name: '四星', number: true, cell: ({ counts }) => counts[1] },
  { id: 'three', name: '三星', number: true, cell: ({ counts }) => counts[2] },
  {
    id: 'state',
    name: '联审',
    cell: ({ id }) => (id === 'c9' || id === 'c13' ? <Tag tone="wait">未报齐</Tag> : <Tag tone="ok">已报联审</Tag>),
  },
];

function Counties({ county }: { readonly county: string | undefined }): ReactNode {
  return (
    <Sheet title="县市区一览" flush>
      <FactsTable label="县市区一览" columns={columns} rows={rows} keyOf={({ id }) => id} chosen={county} />
    </Sheet>
  );
}

const town = smallTown();
/** More than chart and list draw at once. */
const villages = cityOfStars(10.5);

export const SmallTownPage = (): ReactNode => <TownPage title="全县12个社区" of={town} />;
export const VillagesPage = (): ReactNode => <TownPage title="全市4,443个村" of={villages} />;

function TownPage({ title, of }: { readonly title: string; readonly of: typeof town }): ReactNode {
  const [county, setCounty] = useState<string | undefined>();
  return (
    <StarView
      title={title}
      units={of.units}
      counties={of.counties}
      stars={fiveStars}
      county={county}
      onCounty={setCounty}
      names={{ unit: '社区', sector: '县市区' }}
      hrefOf={hrefOf}
    />
  );
}

export function EmptySkyPage(): ReactNode {
  return (
    <StarView
      title="全市0个社区"
      units={[]}
      counties={[]}
      stars={fiveStars}
      onCounty={() => undefined}
      names={{ unit: '社区', sector: '县市区' }}
      hrefOf={hrefOf}
    />
  );
}
