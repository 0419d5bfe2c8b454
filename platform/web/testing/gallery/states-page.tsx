// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { OfflineError, ProblemError } from '../../data/problem.ts';
import { Button, ButtonLink } from '../../ui/action/button.tsx';
import { PageTitle, Sheet } from '../../ui/sheet/sheet.tsx';
import { StarBadge } from '../../ui/star/star-badge.tsx';
import type { StarKind } from '../../ui/star/star-shapes.ts';
import { Conflict } from '../../ui/states/conflict.tsx';
import { Empty, Stated } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { fiveStars } from '../star-fixtures.ts';
import styles from './gallery.module.css';

/** A problem as the server tells it: three sentences in both languages. */
const problem = (status: number, code: string, why?: string) =>
  new ProblemError({
    status,
    code,
    request: '7f21c0de',
    faults:
      status === 422
        ? [
            {
              path: 'body/closedAt',
              what: {
                zh: '办结不能早于上报（9月11日 08:42）',
                en: 'It cannot be closed before it was reported (11 Sep 08:42)',
              },
              mend: { zh: '把办结时间改到上报之后', en: 'Set the time of closing after that of the report' },
            },
          ]
        : [],
    ...(why === undefined
      ? {}
      : {
          words: {
            title: { zh: '没有执行', en: 'Not carried out' },
            why: { zh: why, en: 'The reason, in one sentence' },
            mend: { zh: '需要时请联系本单位管理员', en: 'Ask the administrator of your office if you need it' },
          },
        }),
  });

const again = (): void => undefined;

export function StatesPage(): ReactNode {
  return (
    <>
      <PageTitle title="空、错、等" lead="先说事实，再说原因，最后给一步能走的路。" />
      <div className={styles['grid']}>
        <Empties />
        <Sheet title="载入中" aside="骨架不闪，超过1秒才出现文字" flush>
          <Skeleton>正在取423个社区的读数</Skeleton>
        </Sheet>
        <Sheet title="慢" aside="给旧结果，标时间" flush>
          <Skeleton
            slow={
              <>
                比平时慢。已等8秒，可先看10:30的结果。<a href="?page=chart">看10:30</a>
              </>
            }
          >
            正在取读数
          </Skeleton>
        </Sheet>
        <Failures />
        <div className={styles['wide']}>
          <Sheet title="冲突" aside="两个版本都在">
            <Conflict
              since="何雨晴10月12日 10:40存过一版。"
              versions={[
                { name: '办结时间', yours: '9月18日 11:05', theirs: '9月18日 11:05' },
                { name: '说明', yours: '更换井盖1个', theirs: '疏通管道46米，更换井盖1个' },
              ]}
              onKeepTheirs={again}
              onSendYours={again}
            />
          </Sheet>
        </div>
      </div>
    </>
  );
}

function Empties(): ReactNode {
  return (
    <>
      <Sheet title="空：本来就没有" aside="说清是好事还是缺数" flush>
        <Empty
          title="本周没有未办结的事项"
          actions={
            <ButtonLink size="small" href="?page=cases">
              看已办结
            </ButtonLink>
          }
        >
          没有就是没有，不影响考评。
        </Empty>
      </Sheet>
      <Sheet title="空：筛选后没有" aside="给出最近的一步" flush>
        <Empty title="没有符合这3个条件的社区" filtered actions={<Button size="small">去掉“五星”</Button>}>
          卧龙区 · 五星 · 平安法治星未获得
        </Empty>
      </Sheet>
      <Sheet title="空：第一次用" aside="一件事，一个主按钮" flush>
        <Empty
          title="还没有登记党群服务站"
          actions={
            <>
              <Button size="small" look="primary">
                导入台账
              </Button>
              <Button size="small">逐个登记</Button>
            </>
          }
        >
          可从Excel台账导入，逐行提示，确认后才写入。
        </Empty>
      </Sheet>
      <Sheet title="数据未齐" aside="缺不等于零" flush>
        <Stated
          sign={<StarBadge star={fiveStars[3] as StarKind} place={3} state="incomplete" size={44} />}
          title="暂不能计算平安法治星"
          actions={<Button size="small">看缺哪一项</Button>}
        >
          缺1项：零事故（市应急局，应于10月9日提供）。缺数不按0分算。
        </Stated>
      </Sheet>
    </>
  );
}

function Failures(): ReactNode {
  return (
    <>
      <Sheet title="没有连上" aside="不丢一个字" flush>
        <Failure error={new OfflineError()} doing="保存" onAgain={again} />
      </Sheet>
      <Sheet title="出错：我们的问题" aside="不说“未知错误”" flush>
        <Failure error={problem(500, 'E-7F21')} doing="保存" onAgain={again} />
      </Sheet>
      <Sheet title="出错：填写有误" aside="就地说明" flush>
        <Failure error={problem(422, 'closed-before-reported', '有1处不合要求')} doing="办结" />
      </Sheet>
      <Sheet title="没有权限" aside="说明理由和能看的" flush>
        <Failure
          error={problem(403, 'party-only', '这件调解涉及当事人姓名，只有调解员能看')}
          doing="打开这件调解"
          actions={<Button size="small">看可公开部分</Button>}
        />
      </Sheet>
      <Sheet title="期限已过" aside="规则由系统守住" flush>
        <Failure error={problem(410, 'naming-closed', '创建期2025年12月31日届满')} doing="命名" />
      </Sheet>
      <Sheet title="找不到" flush>
        <Failure error={problem(404, 'no-such-case')} doing="打开这件事项" />
      </Sheet>
    </>
  );
}
