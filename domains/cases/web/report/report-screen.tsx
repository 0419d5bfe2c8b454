// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { BOARD_HREF } from '../data/addresses.ts';
import { kindsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './report.module.css';
import { ReportForm } from './report-form.tsx';
import { SentCase } from './sent-case.tsx';
import { useReport } from './use-report.ts';

/** From what was seen to a number, on a phone, in under a minute. */
export default function ReportScreen(): ReactNode {
  const say = useWords();
  const { person, posts, city } = useSession();
  const kinds = useQuery(kindsQuery);
  const report = useReport(person, city.zone);
  const kind = kinds.data?.kinds[0];
  const root = posts[0]?.unit;
  return (
    <div className={styles['page']}>
      <PageTitle title={say('report.title')} {...(root === undefined ? {} : { lead: root.name })} />
      {report.sent !== null ? (
        <SentCase sent={report.sent} wasThere={report.wasThere} onAgain={report.again} />
      ) : kinds.isPending ? (
        <Skeleton lines={6}>{say('report.loading')}</Skeleton>
      ) : kind === undefined ? (
        <Failure error={kinds.error} doing={say('report.doing')} onAgain={() => void kinds.refetch()} />
      ) : root === undefined ? (
        <Empty title={say('board.noPost')} actions={<a href={BOARD_HREF}>{say('mine.toBoard')}</a>}>
          {say('board.noPost.why')}
        </Empty>
      ) : (
        <ReportForm kind={kind} root={root} report={report} />
      )}
    </div>
  );
}
