// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from '@beichen/platform-web/data/problem.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Conflict } from '@beichen/platform-web/ui/states/conflict.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type EnteredValues, type FormPage, savedShape } from '../../model/facts.ts';
import { measureHref } from '../data/addresses.ts';
import { FACTS } from '../data/fact-queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { type Entries, entriesOf, NOTHING, valuesOf } from './entries.ts';
import { EntryRow, useFigureText } from './entry-row.tsx';
import styles from './facts.module.css';
import { conflictIn, useDraft } from './use-draft.ts';

type Props = { readonly page: FormPage; readonly onAgain: () => void };

/** What is wrong, by measure and part, as the server says it. */
function faultsBy(error: unknown, nameOf: (words: { zh: string; en: string }) => string): ReadonlyMap<string, string> {
  const faults = error instanceof ProblemError ? error.problem.faults : [];
  return new Map(
    faults.map(({ path, what, mend }) => [path.replace('body/values/', ''), `${nameOf(what)} ${nameOf(mend)}`]),
  );
}

/** The figures to fill in. What is typed is kept as it is typed; handing in is whole or not at all. */
export function FillForm({ page, onAgain }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const queries = useQueryClient();
  const [entries, setEntries] = useState<Entries>(() => entriesOf(page));
  const { form, measures, lastPeriod } = page;
  const handIn = useCommand<{ version: number; values: EnteredValues }, typeof savedShape>({
    path: `/api/assessment/facts/forms/${form.id}/hand-in`,
    answer: savedShape,
    touches: [FACTS, 'assessment'],
  });
  const draft = useDraft({ id: form.id, version: page.version, entries, on: !handIn.busy });
  const told = faultsBy(handIn.error, name);
  const clash = conflictIn(draft.error) ?? conflictIn(handIn.error);
  const forget = (): void => {
    draft.forget();
    handIn.forget();
  };
  const status = draft.isKept ? 'form.kept' : 'form.keeping';
  return (
    <Sheet title={say('form.figures')} aside={<span aria-live="polite">{say(status)}</span>} flush>
      <div className={styles['rows']}>
        {measures.map((measure) => (
          <EntryRow
            key={measure.id}
            measure={measure}
            href={measureHref(measure.id, { unit: form.unit, period: form.period })}
            entry={entries[measure.id] ?? NOTHING}
            before={named(lastPeriod)}
            faultOf={(part) => told.get(`${measure.id}/${part}`)}
            onChange={(entry) => setEntries({ ...entries, [measure.id]: entry })}
          />
        ))}
      </div>
      <div className={styles['foot']}>
        {clash !== null ? (
          <Clash
            page={page}
            mine={entries}
            theirs={clash.values}
            onKeepTheirs={() => {
              forget();
              setEntries(entriesOf({ measures, draft: clash.values }));
              draft.setVersion(clash.version);
              void queries.invalidateQueries({ queryKey: [FACTS] });
              onAgain();
            }}
            onSendYours={() => {
              forget();
              draft.setVersion(clash.version);
            }}
          />
        ) : (
          <HandIn draft={draft} handIn={handIn} values={valuesOf(entries)} page={page} />
        )}
      </div>
    </Sheet>
  );
}

type HandInProps = {
  readonly draft: ReturnType<typeof useDraft>;
  readonly handIn: ReturnType<typeof useCommand<{ version: number; values: EnteredValues }, typeof savedShape>>;
  readonly values: EnteredValues;
  readonly page: FormPage;
};

function HandIn({ draft, handIn, values, page }: HandInProps): ReactNode {
  const say = useWords();
  return (
    <>
      {draft.error !== null && <Failure error={draft.error} doing={say('form.keep.doing')} onAgain={draft.forget} />}
      {handIn.error !== null && <Failure error={handIn.error} doing={say('form.handIn.doing')} />}
      <Button
        look="primary"
        busy={handIn.busy}
        because={draft.isKept ? undefined : say('form.keeping')}
        onClick={() => handIn.run({ version: draft.version, values })}
      >
        {say(page.form.handedAt === null ? 'form.handIn' : 'form.handIn.again', { count: page.measures.length })}
      </Button>
      <span className="bc-aux">{say('form.handIn.why')}</span>
    </>
  );
}

type ClashProps = {
  readonly page: FormPage;
  readonly mine: Entries;
  readonly theirs: EnteredValues;
  readonly onKeepTheirs: () => void;
  readonly onSendYours: () => void;
};

/** Two desks filled in the same form: both versions, figure by figure. */
function Clash({ page, mine, theirs, onKeepTheirs, onSendYours }: ClashProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const text = useFigureText();
  const own = valuesOf(mine);
  const versions = page.measures.map(({ id, title, unit }) => {
    const said = (value: EnteredValues[string] | undefined): string =>
      value === undefined ? '—' : value.none ? say('form.none') : text(value, unit);
    return { name: name(title), yours: said(own[id]), theirs: said(theirs[id]) };
  });
  return (
    <Conflict since={say('form.clash')} versions={versions} onKeepTheirs={onKeepTheirs} onSendYours={onSendYours} />
  );
}
