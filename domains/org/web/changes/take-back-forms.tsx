// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { changeView, previewShape } from '../../model/changes.ts';
import { previewQuery, TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { FaultList } from '../form/fault-list.tsx';
import { StepsList } from '../history/steps-list.tsx';
import { useWords } from '../words.ts';

type Props = { readonly change: z.infer<typeof changeView>; readonly onClose: () => void };

const settled = z.object({ id: z.string(), state: z.string() });

/** Takes back what has not begun. */
export function WithdrawForm({ change, onClose }: Props): ReactNode {
  const say = useWords();
  const command = useCommand<object, typeof settled>({
    path: `/api/org/changes/${change.id}/withdraw`,
    answer: settled,
    touches: [TOPIC],
    onDone: onClose,
  });
  return (
    <ActForm
      title={say('changes.withdraw.of')}
      consequences={[say('changes.withdraw.follows')]}
      send={say('changes.withdraw.send')}
      doing={say('changes.withdraw.doing')}
      danger
      wanting={new Map()}
      command={command}
      onSend={() => command.run({})}
      onClose={onClose}
    >
      {() => null}
    </ActForm>
  );
}

type Previewed = UseQueryResult<z.infer<typeof previewShape>>;

/** What was carried out is undone by a change of its own, from its own day on, with its own basis. */
export function UndoForm({ change, onClose }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const [asked, setAsked] = useState(() => ({ id: uuidV7(), from: today as string, basis: '' }));
  const { id, from, basis } = asked;
  const undo = { kind: 'undo', of: change.id } as const;
  const day = from < today ? today : from;
  const preview = useQuery(previewQuery(undo, day));
  const command = useCommand<object, typeof settled>({
    path: '/api/org/changes',
    answer: settled,
    touches: [TOPIC],
    onDone: onClose,
  });
  const faults = preview.data?.faults ?? [];
  const wanting = new Map<string, string>();
  if (from < today) wanting.set('/from', say('form.day.past'));
  if (basis.trim().length < 2) wanting.set('/basis', say('change.basis.wanting'));
  return (
    <ActForm
      title={say('changes.undo.of')}
      consequences={[say('changes.undo.follows')]}
      send={say('changes.undo.send')}
      doing={say('changes.undo.doing')}
      danger
      because={faults.length > 0 || preview.error !== null ? say('changes.undo.cannot') : undefined}
      wanting={wanting}
      command={command}
      onSend={() => command.run({ id, from, basis: basis.trim(), change: undo })}
      onClose={onClose}
    >
      {(faultOf) => (
        <>
          <TextField
            label={say('change.from')}
            type="date"
            min={today}
            value={from}
            onChange={(chosen) => setAsked({ ...asked, from: chosen })}
            fault={faultOf('/from')}
          />
          <TextField
            label={say('change.basis')}
            hint={say('change.basis.hint')}
            most={200}
            value={basis}
            onChange={(text) => setAsked({ ...asked, basis: text })}
            fault={faultOf('/basis')}
          />
          <UndoPreview preview={preview} />
        </>
      )}
    </ActForm>
  );
}

/** What undoing would do, and what stands against it. */
function UndoPreview({ preview: { data, error, refetch } }: { readonly preview: Previewed }): ReactNode {
  const say = useWords();
  const name = useNames();
  if (error !== null) return <Failure error={error} doing={say('look.doing')} onAgain={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={2}>{say('look.loading')}</Skeleton>;
  return (
    <>
      <div>
        <b>{say('look.steps')}</b>
        <StepsList steps={data.steps} />
      </div>
      {data.warnings.length > 0 && (
        <Note tone="wait">
          <ul>
            {data.warnings.map((warning) => (
              <li key={warning.zh}>{name(warning)}</li>
            ))}
          </ul>
        </Note>
      )}
      {data.faults.length > 0 && (
        <Note tone="bad">
          <FaultList faults={data.faults} />
        </Note>
      )}
    </>
  );
}
