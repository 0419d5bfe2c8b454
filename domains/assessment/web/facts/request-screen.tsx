// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useMay } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { doneShape, type WaitingUnit } from '../../model/facts.ts';
import { measureHref } from '../data/addresses.ts';
import { FACTS, requestQuery } from '../data/fact-queries.ts';
import { useToday } from '../decide/use-today.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { ApproveRequest } from './approve-request.tsx';
import styles from './facts.module.css';

/** Who has not handed in yet: for whoever asks. Each is urged once. */
export default function RequestScreen(): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { request: id } = useParams({ strict: false }) as { request: string };
  const { data, error, refetch } = useQuery(requestQuery(id));
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={6}>{say('request.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('request.doing')} onAgain={() => void refetch()} />
    );
  const { request, waiting } = data;
  const { handed, asked, period, place, lastDay, owner, basis, purpose, measures, state } = request;
  return (
    <>
      <PageTitle
        crumbs={<Crumbs path={[{ label: say('request.list'), href: '/facts/requests' }]} />}
        title={say('request.title', { place, period: named(period) })}
        tools={<Tag tone={state === 'open' ? 'info' : 'mute'}>{say(`request.state.${state}`)}</Tag>}
      />
      <div className={styles['stack']}>
        <Sheet title={say(state === 'waiting' ? 'request.unsent' : 'request.handed', { handed, asked })}>
          <p>
            {lastDay !== null && say('form.about.due', { date: dateText(lastDay, language) })}
            {say('request.purpose.is', { purpose })}
          </p>
          <p className="bc-aux">{say('form.owner', { owner, basis })}</p>
          <ul className={styles['asked']}>
            {measures.map(({ id, title }) => (
              <li key={id}>
                <a href={measureHref(id, { period })}>{name(title)}</a>
              </li>
            ))}
          </ul>
        </Sheet>
        {state === 'waiting' ? (
          <Empty title={say('request.state.waiting')} actions={<ApproveRequest id={id} mine={request.mine} />}>
            {say('request.unsent.why')}
          </Empty>
        ) : waiting.length === 0 ? (
          <Empty title={say('request.allIn')}>{say('request.allIn.why')}</Empty>
        ) : (
          <Sheet title={say('request.waiting')} aside={say('request.waiting.count', { count: waiting.length })} flush>
            <ul className={styles['list']}>
              {waiting.map((unit) => (
                <WaitingRow key={unit.form} unit={unit} />
              ))}
            </ul>
          </Sheet>
        )}
      </div>
    </>
  );
}

function WaitingRow({ unit }: { readonly unit: WaitingUnit }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { form, name: called, above, urgedAt, late } = unit;
  const urge = useCommand<object, typeof doneShape>({
    path: `/api/assessment/facts/forms/${form}/urge`,
    answer: doneShape,
    touches: [FACTS],
  });
  const isUrged = urgedAt !== null;
  return (
    <li>
      <div>
        <b>{called}</b> <span className="bc-aux">{above}</span>
        {late !== null && (
          <>
            <br />
            {late.grantedBy === null || late.until === null
              ? say('request.late.asks', { reason: late.reason })
              : say('form.late.by', {
                  unit: late.grantedBy.unit,
                  post: name(late.grantedBy.title),
                  date: dateText(late.until, language),
                  reason: late.reason,
                })}
          </>
        )}
        {late !== null && late.until === null && <Grant form={form} unit={called} />}
        {urge.error !== null && <Failure error={urge.error} doing={say('request.urge')} />}
      </div>
      <Button
        size="small"
        busy={urge.busy}
        because={isUrged ? say('request.urged', { date: dateText(urgedAt, language) }) : undefined}
        onClick={() => urge.run({})}
      >
        {say('request.urge.unit', { unit: called })}
      </Button>
    </li>
  );
}

/** Opens the form of one unit until the end of a day. */
function Grant({ form, unit }: { readonly form: string; readonly unit: string }): ReactNode {
  const say = useWords();
  const may = useMay();
  const [until, setUntil] = useState<string>(useToday());
  const grant = useCommand<{ until: string }, typeof doneShape>({
    path: `/api/assessment/facts/forms/${form}/late/grant`,
    answer: doneShape,
    touches: [FACTS],
  });
  const because = !may('assessment.allow')
    ? say('request.approve.no')
    : until === ''
      ? say('request.late.needs')
      : undefined;
  return (
    <div className={styles['grant']}>
      <TextField label={say('request.late.until', { unit })} type="date" value={until} onChange={setUntil} />
      {grant.error !== null && <Failure error={grant.error} doing={say('request.late.grant')} />}
      <Button look="primary" busy={grant.busy} because={because} onClick={() => grant.run({ until })}>
        {say('request.late.grant')}
      </Button>
    </div>
  );
}
