// SPDX-License-Identifier: Apache-2.0
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { type NoticePage, objectedShape } from '../../model/notice.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import { starSections } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';

/** For a unit that reads its own result: what it may say against it, as long as the notice runs. */
export function ObjectButton({ id, page }: { readonly id: string; readonly page: NoticePage }): ReactNode {
  const say = useWords();
  const name = useNames();
  // The id belongs to the intention: a new one each time that the dialog opens.
  const [asking, setAsking] = useState<string>();
  const [unit] = page.units.filter((one) => page.own.includes(one.id));
  if (unit === undefined) return null;
  const { outline } = page.evaluation;
  const sections = starSections(outline).map(({ id: value, title }) => ({ value, label: name(title) }));
  return (
    <div className="bc-noprint">
      <Note>
        {say('object.may', { unit: unit.name, to: name(page.notice.objectionsTo) })}{' '}
        <Button size="small" onClick={() => setAsking(uuidV7())}>
          {say('object.button')}
        </Button>
      </Note>
      {asking !== undefined && (
        <AskDialog
          title={say('object.title', { unit: unit.name })}
          what={[say('object.read'), say('object.noPhone')]}
          fields={[
            {
              id: 'section',
              label: say('object.section'),
              least: 0,
              options: [{ value: '', label: say('objection.whole') }, ...sections],
            },
            {
              id: 'reason',
              label: say('object.reason'),
              hint: say('object.reason.hint'),
              least: 4,
              most: 1000,
              rows: 5,
            },
          ]}
          path="/api/assessment/objections"
          rest={{ id: asking, notice: id, unit: unit.id }}
          answer={objectedShape}
          confirm={say('object.confirm')}
          doing={say('object.doing')}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
