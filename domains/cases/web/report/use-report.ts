// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useEffect, useState } from 'react';
import { moved } from '../../model/views.ts';
import { TOPIC } from '../data/queries.ts';
import { bodyOf, type Contact, type Draft, dropDraft, keepDraft, keptDraft, newDraft } from './draft.ts';

/** What is to be shown of a case that has gone out. */
export type Sent = { readonly id: string; readonly code: string | null };

const isBegun = ({ summary, place, category }: Draft): boolean => summary + place + category !== '';

/** The id was taken already: by this very draft, whose answer was lost, or in another tab. */
const isThere = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === 'platform.used-key';

/** A report from the first letter to its number: kept on this device until the server has it, and sent once. */
export function useReport(person: string, zone: string) {
  const [begun] = useState(() => keptDraft(person));
  const [draft, setDraft] = useState<Draft>(() => begun?.draft ?? newDraft());
  const [contact, setContact] = useState<Contact>(() => begun?.contact ?? { name: '', phone: '' });
  const [keeps, setKeeps] = useState(true);
  const [sent, setSent] = useState<Sent | null>(null);
  const done = (): void => {
    setSent({ id: draft.id, code: draft.resident ? draft.code : null });
    dropDraft(person);
  };
  const command = useCommand<Readonly<Record<string, unknown>>, typeof moved>({
    path: '/api/cases',
    answer: moved,
    touches: [TOPIC],
    onDone: done,
  });
  const wasThere = isThere(command.error);
  useEffect(() => {
    if (sent === null && isBegun(draft)) setKeeps(keepDraft(person, draft, contact));
  }, [person, draft, contact, sent]);
  return {
    draft,
    contact,
    keeps,
    /** A draft of an earlier visit is shown. */
    resumed: begun?.draft.id === draft.id,
    sent: sent ?? (wasThere ? { id: draft.id, code: draft.resident ? draft.code : null } : null),
    wasThere: sent === null && wasThere,
    busy: command.busy,
    error: wasThere ? null : command.error,
    change: (changed: Partial<Draft>) => setDraft((now) => ({ ...now, ...changed })),
    changeContact: (changed: Partial<Contact>) => setContact((now) => ({ ...now, ...changed })),
    bodyFor: (kind: string, unit: Draft['units']) => bodyOf({ ...draft, units: unit }, contact, { kind, zone }),
    send: command.run,
    again: () => {
      command.forget();
      dropDraft(person);
      setSent(null);
      setContact({ name: '', phone: '' });
      setDraft((before) => ({ ...newDraft(), units: before.units }));
    },
  };
}
