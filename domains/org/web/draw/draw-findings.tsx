// SPDX-License-Identifier: Apache-2.0
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { drawnChecked } from '../../model/boundaries.ts';
import { areaText } from '../map/area-text.ts';
import styles from '../map/map.module.css';
import { useWords } from '../words.ts';

type Findings = NonNullable<z.infer<typeof drawnChecked>['preview']>;

/** What the server found about a drawing, before it is set. */
export function DrawFindings({ findings }: { readonly findings: Findings }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { area, faults, warnings } = findings;
  const tone = faults.length > 0 ? 'bad' : warnings.length > 0 ? 'wait' : 'ok';
  return (
    <section className={styles['findings']} aria-label={say('draw.checked')} role="status">
      <Note tone={tone}>
        <p>{say('draw.area', { area: areaText(area) })}</p>
        {faults.length > 0 && <b>{say('draw.faults')}</b>}
        <ul>
          {faults.map(({ what, mend }) => (
            <li key={what.zh}>{`${name(what)}${say('stop')}${name(mend)}`}</li>
          ))}
        </ul>
        {warnings.length > 0 && <b>{say('draw.warnings')}</b>}
        <ul>
          {warnings.map((what) => (
            <li key={what.zh}>{name(what)}</li>
          ))}
        </ul>
        {tone === 'ok' && <p>{say('draw.fine')}</p>}
      </Note>
    </section>
  );
}
