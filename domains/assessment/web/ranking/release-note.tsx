// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { releasedShape } from '../../model/naming.ts';
import type { Ranking } from '../data/queries.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import { useToday } from '../decide/use-today.ts';
import { useWords } from '../words.ts';

/** On whose approval ranks are shown, or why they are not; for whoever prepares them, the way to release them. */
export function ReleaseNote({ ranking }: { readonly ranking: Ranking }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { release, withheld, mayRelease } = ranking;
  if (release !== null) {
    const by = release.by === null ? '' : `${release.by.unit} · ${name(release.by.post)}`;
    const { document, approval } = release;
    return (
      <Note tone="ok">
        {say('ranking.released', { document, approval, date: dateText(release.dated, language, true), by })}
      </Note>
    );
  }
  if (withheld) return <Note tone="pause">{say('ranking.withheld')}</Note>;
  return (
    <Note tone="wait">
      {say(mayRelease ? 'ranking.prepared' : 'ranking.provisional')} {mayRelease && <Release ranking={ranking} />}
    </Note>
  );
}

function Release({ ranking }: { readonly ranking: Ranking }): ReactNode {
  const say = useWords();
  const today = useToday();
  const [asking, setAsking] = useState(false);
  return (
    <span className="bc-noprint">
      <Button size="small" onClick={() => setAsking(true)}>
        {say('ranking.release')}
      </Button>
      {asking && (
        <AskDialog
          title={say('ranking.release.title')}
          what={[say('ranking.release.who'), say('ranking.release.groups')]}
          fields={[
            { id: 'document', label: say('ranking.document'), least: 2, most: 60 },
            { id: 'approval', label: say('ranking.approval'), least: 4, most: 500, rows: 3 },
            { id: 'dated', label: say('ranking.dated'), least: 10, date: true, max: today, initial: today },
          ]}
          path="/api/assessment/ranking/release"
          rest={{ evaluation: ranking.evaluation.id }}
          answer={releasedShape}
          confirm={say('ranking.release.confirm')}
          doing={say('ranking.release.doing')}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}
