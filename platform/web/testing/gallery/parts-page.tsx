// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button, Chip } from '../../ui/action/button.tsx';
import { Segmented } from '../../ui/action/segmented.tsx';
import { FactsList } from '../../ui/facts/facts-table.tsx';
import { Bar, Figure, FigureStrip } from '../../ui/figure/figure.tsx';
import { PageTitle, Sheet } from '../../ui/sheet/sheet.tsx';
import { AsOf } from '../../ui/stamp/as-of.tsx';
import { StarBadge } from '../../ui/star/star-badge.tsx';
import { STAR_STATES } from '../../ui/star/star-shapes.ts';
import { StarString } from '../../ui/star/star-string.tsx';
import { Note, Tag, type Tone } from '../../ui/tag/tag.tsx';
import { useNames } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import { fiveStars } from '../star-fixtures.ts';
import styles from './gallery.module.css';

export function PartsPage(): ReactNode {
  return (
    <>
      <PageTitle title="部件" lead="颜色从不单独表意：形状、字、位置各说一遍。" />
      <FigureStrip>
        <Figure value="432" unit="项" why="72个社区 × 6项指标" />
        <Figure value="398" unit="项" tone="ok" why="与记录一致，系统已核对，不需要人看" />
        <Figure value="14" unit="项" why="需要专班判断" />
        <Figure value="41 / 46" unit="件" why="按期办结，89.13%">
          应办结46件，按期41件；并入同类组均值后89.70%。
        </Figure>
      </FigureStrip>
      <div className={styles['grid']} style={{ marginTop: 16 }}>
        <div className={styles['wide']}>
          <Badges />
        </div>
        <div className={styles['wide']}>
          <Tags />
        </div>
        <div className={styles['wide']}>
          <Buttons />
        </div>
        <div className={styles['wide']}>
          <Facts />
        </div>
      </div>
    </>
  );
}

function Badges(): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <Sheet title="五星徽：一形一字一色一位">
      <table className={styles['badges']}>
        <thead>
          <tr>
            <td />
            {fiveStars.map((star) => (
              <th key={star.id} scope="col">
                {name(star.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STAR_STATES.map((state) => (
            <tr key={state}>
              <th scope="row">{say(`star.state.${state}`)}</th>
              {fiveStars.map((star, at) => (
                <td key={star.id}>
                  <StarBadge star={star} place={at} state={state} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['row']} style={{ marginTop: 12 }}>
        {fiveStars
          .slice(3, 4)
          .flatMap((star) =>
            [14, 16, 20, 24, 34, 48].map((size) => (
              <StarBadge key={size} star={star} place={3} state="won" size={size} />
            )),
          )}
        <StarString stars={fiveStars} states={['waiting', 'won', 'won', 'lost', 'won']} />
        <StarString stars={fiveStars} states={['removed', 'unsettled', 'incomplete', 'vetoed', 'won']} size={14} />
        <span className={styles['gray']}>
          <StarString stars={fiveStars} states={['won', 'won', 'won', 'won', 'won']} size={24} />
        </span>
      </div>
    </Sheet>
  );
}

const tags: readonly (readonly [Tone, string])[] = [
  ['ok', '已办结'],
  ['info', '处置中'],
  ['wait', '待回访'],
  ['bad', '已超期'],
  ['pause', '时钟已停'],
  ['mute', '已归并'],
];

function Tags(): ReactNode {
  return (
    <Sheet title="标签与提示" aside={<AsOf at="2023-10-12T10:30:00+08:00" stale />}>
      <div className={styles['row']}>
        {tags.map(([tone, word]) => (
          <Tag key={tone} tone={tone}>
            {word}
          </Tag>
        ))}
        <Tag plain>类别，无标记</Tag>
      </div>
      {tags.slice(0, 5).map(([tone, word]) => (
        <div key={tone} style={{ marginTop: 8 }}>
          <Note tone={tone}>{word}：写清谁、什么时候前。</Note>
        </div>
      ))}
    </Sheet>
  );
}

function Buttons(): ReactNode {
  const [view, setView] = useState<'week' | 'month' | 'quarter'>('week');
  return (
    <Sheet title="按钮">
      <div className={styles['row']}>
        <Button look="primary">提交更正，看下一项</Button>
        <Button>次要</Button>
        <Button look="danger">撤回公示</Button>
        <Button look="text">文字按钮</Button>
      </div>
      <div className={styles['row']}>
        <Button size="small">小号28</Button>
        <Button>常规34</Button>
        <Button size="large">手机与公众48</Button>
        <Button because="已办结的事项不能再派遣">重新派遣</Button>
        <Button busy>正在提交</Button>
      </div>
      <div className={styles['row']}>
        <Segmented
          label="期次"
          options={[
            { value: 'week', label: '周' },
            { value: 'month', label: '月' },
            { value: 'quarter', label: '季' },
          ]}
          value={view}
          onChange={setView}
        />
        <Chip on onClick={() => undefined}>
          卧龙区
        </Chip>
        <Chip on={false} onClick={() => undefined}>
          梅溪街道
        </Chip>
      </div>
    </Sheet>
  );
}

function Facts(): ReactNode {
  return (
    <Sheet title="为什么派给它" aside={<a href="?page=parts">职责清单</a>}>
      <FactsList
        facts={[
          { name: '归类', value: '排水 › 污水外溢' },
          { name: '落点', value: '市政道路，非小区内部' },
          { name: '职责依据', value: '红线外排水管网由市政排水服务中心管护' },
        ]}
      />
      <p style={{ margin: '10px 0 6px' }}>按期办结 89.70%（校正后），目标95%</p>
      <Bar share={0.897} target={0.95} />
      <div style={{ marginTop: 16 }}>
        {['c', 's', 'd'].map((scale) => (
          <div key={scale} className={styles['swatch']}>
            {Array.from({ length: scale === 'd' ? 7 : 6 }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a scale are their places
              <i key={at} style={{ background: `var(--bc-${scale}${at + 1})` }} />
            ))}
          </div>
        ))}
      </div>
    </Sheet>
  );
}
