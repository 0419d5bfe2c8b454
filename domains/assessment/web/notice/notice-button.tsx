// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { freezeShape } from '../../model/results.ts';
import { noticeHref } from '../data/addresses.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import { useToday } from '../decide/use-today.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import type { Head } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';

type Props = { readonly head: Pick<Head, 'period' | 'method' | 'treeDate'>; readonly title: Words };

/** For whoever may open a notice; before the period's end it says from when it can be done. */
export function NoticeButton({ head, title }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const may = useMay();
  const today = useToday();
  const [asking, setAsking] = useState(false);
  if (!may('assessment.notice')) return null;
  const { period, method, treeDate } = head;
  return (
    <>
      <Button
        size="small"
        because={today <= treeDate ? say('notice.notYet', { date: dateText(treeDate, language) }) : undefined}
        onClick={() => setAsking(true)}
      >
        {say('notice.open')}
      </Button>
      {asking && (
        <AskDialog
          title={say('notice.open.title', { period: named(period) })}
          what={[name(title), say('notice.open.freezes'), say('notice.open.public'), say('notice.open.then')]}
          fields={[
            { id: 'document', label: say('notice.document'), hint: say('notice.document.hint'), least: 2, most: 60 },
          ]}
          path="/api/assessment/notices"
          rest={{ period, method }}
          answer={freezeShape}
          confirm={say('notice.open.confirm')}
          doing={say('notice.open.doing')}
          onDone={({ id }) => void navigate({ to: noticeHref(id) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
